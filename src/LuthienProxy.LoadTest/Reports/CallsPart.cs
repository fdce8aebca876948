using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>The calls of a run.</summary>
/// <param name="Begun">All of them.</param>
/// <param name="Clean">Right to the end.</param>
/// <param name="Failed">Not right.</param>
/// <param name="Left">Left by their client on purpose, and right so far.</param>
/// <param name="Unfinished">Cut off by the end of the run.</param>
/// <param name="PerSecond">Clean calls per second, while calls were begun.</param>
/// <param name="Deltas">Deltas of streams that came.</param>
/// <param name="DeltasPerSecond">The same per second.</param>
sealed record CallsPart(long Begun, long Clean, long Failed, long Left, long Unfinished, double PerSecond, long Deltas, double DeltasPerSecond)
{
    public static CallsPart Of(int begun, Figures figures, (TimeSpan Time, long Clean, long Deltas) underLoad) => new(
        begun, figures.Clean, figures.Failed, figures.Left, figures.Unfinished, underLoad.Clean / underLoad.Time.TotalSeconds, figures.Deltas, underLoad.Deltas / underLoad.Time.TotalSeconds);
}
