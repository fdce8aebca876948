namespace LuthienProxy.Activity.Subscribers;

/// <summary>How many may watch.</summary>
/// <param name="Most">Streams in all.</param>
/// <param name="MostOfOne">Streams of one identity.</param>
/// <param name="ConnectsPerMinute">How often one identity may connect within a minute.</param>
sealed record ConnectionLimits(int Most, int MostOfOne, int ConnectsPerMinute);
