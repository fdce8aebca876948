using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>One latency, in milliseconds. All zero when nothing was measured.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Min">The smallest.</param>
/// <param name="P50">Half are no larger.</param>
/// <param name="P90">Of 10, 9 are no larger.</param>
/// <param name="P99">Of 100, 99 are no larger.</param>
/// <param name="P999">Of 1000, 999 are no larger.</param>
/// <param name="Max">The largest.</param>
/// <param name="Curve">Shares of the values and what they do not exceed, for a plot.</param>
sealed record LatencyPart(long Count, double Mean, double Min, double P50, double P90, double P99, double P999, double Max, IReadOnlyList<CurvePoint> Curve)
{
    // Each step is as far from one as the next from it, on a scale that shows the rare ones.
    static readonly double[] Shares = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 0.99999];

    public static LatencyPart Of(Histogram ticks) => new(
        ticks.Count, ticks.Mean / TimeSpan.TicksPerMillisecond, Milliseconds(ticks.Min), At(ticks, 0.5), At(ticks, 0.9), At(ticks, 0.99), At(ticks, 0.999), Milliseconds(ticks.Max),
        // A share that fewer than one value stands for says nothing that the largest does not say.
        ticks.Count == 0 ? [] : [.. Shares.Where(share => (1 - share) * ticks.Count >= 1).Select(share => new CurvePoint(share, At(ticks, share)))]);

    static double At(Histogram ticks, double share) => Milliseconds(ticks.Quantile(share));

    static double Milliseconds(long ticks) => TimeSpan.FromTicks(ticks).TotalMilliseconds;
}
