namespace LuthienProxy.Host.Inspection;

/// <summary>Something that the gateway needs from others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is: <c>postgres</c>, <c>sqlite</c>, <c>redis</c>, <c>upstream</c> or <c>disk</c>.</param>
/// <param name="State"><c>up</c>, <c>degraded</c> or <c>down</c>.</param>
/// <param name="Since">Since when that is so, as far as this node has seen.</param>
/// <param name="LatencyMs">How long it took to answer the last time; null where nobody measures that.</param>
/// <param name="Detail">What is wrong with it, or how much of it there is, in words for people.</param>
sealed record DependencyView(string Name, string Kind, string State, DateTimeOffset Since, double? LatencyMs, string? Detail)
{
    /// <summary>A duration as the API writes it.</summary>
    public static double Milliseconds(TimeSpan took) => Math.Round(took.TotalMilliseconds, 3);
}
