using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>One format, streamed or not.</summary>
sealed record KindPart(string Format, bool Streamed, long Clean, long Failed, LatencyPart FirstToken, LatencyPart Transit, LatencyPart Total)
{
    public static KindPart Of(CallKind kind, KindFigures figures) => new(
        Words.Of(kind.Format), kind.IsStreamed, figures.Clean, figures.Failed, LatencyPart.Of(figures.FirstToken), LatencyPart.Of(figures.Transit), LatencyPart.Of(figures.Total));
}
