using LuthienProxy.Pipeline.Live;

namespace LuthienProxy.Host.Inspection;

/// <summary>How long something took, within a fifth; null where nothing was timed.</summary>
/// <param name="P50Ms">Half of them took at most so long.</param>
/// <param name="P99Ms">99 of 100 took at most so long.</param>
sealed record PercentilesView(double? P50Ms, double? P99Ms)
{
    public static PercentilesView Of(Percentiles times) => new(Milliseconds.Of(times.P50), Milliseconds.Of(times.P99));
}
