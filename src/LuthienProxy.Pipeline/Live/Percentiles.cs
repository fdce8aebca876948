using LuthienProxy.Policies.Metering;

namespace LuthienProxy.Pipeline.Live;

/// <summary>How long something took, within a fifth; null where nothing was timed.</summary>
/// <param name="P50">Half of them took at most so long.</param>
/// <param name="P99">99 of 100 took at most so long.</param>
public sealed record Percentiles(TimeSpan? P50, TimeSpan? P99)
{
    const int Half = 500;
    const int NearlyAll = 990;

    internal static Percentiles Of(TimeBuckets times) => new(times.Percentile(Half), times.Percentile(NearlyAll));
}
