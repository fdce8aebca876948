using LuthienProxy.Pipeline.Live;

namespace LuthienProxy.Host.Inspection;

/// <summary>What the calls of this node came to since it started, or since the figures were begun anew.</summary>
/// <param name="Node">The node.</param>
/// <param name="Since">Since when it is counted.</param>
/// <param name="ElapsedMs">How long that is.</param>
/// <param name="Running">Calls that run now.</param>
/// <param name="Ended">Calls that ended.</param>
/// <param name="CallsPerS">Calls that ended in a second, on average.</param>
/// <param name="Chunks">Events of answers that were written for clients.</param>
/// <param name="ChunksPerS">The same in a second, on average.</param>
/// <param name="BytesIn">Bytes from upstreams, of calls that ended.</param>
/// <param name="BytesOut">Bytes that clients' transports took, of calls that ended.</param>
/// <param name="FirstByte">From a call's beginning to the first byte of its answer.</param>
/// <param name="Added">What the gateway itself adds to that.</param>
/// <param name="Duration">Whole calls.</param>
/// <param name="Outcomes">Calls that ended, by how.</param>
/// <param name="Errors">Errors that calls ended with, the most frequent first.</param>
/// <param name="Journal">How the journal keeps up; null before it has started.</param>
/// <param name="Watchers">Streams of live events that are open.</param>
sealed record StatsView(
    string Node, DateTimeOffset Since, double ElapsedMs, int Running, long Ended, double CallsPerS, long Chunks, double ChunksPerS, long BytesIn, long BytesOut,
    PercentilesView FirstByte, PercentilesView Added, PercentilesView Duration, OutcomesView Outcomes, IReadOnlyList<ErrorCountView> Errors, JournalPaceView? Journal, int Watchers)
{
    const int Digits = 3;

    public static StatsView Of(StatsSnapshot stats, string node, JournalPaceView? journal, int watchers)
    {
        var (ended, seconds) = (stats.Outcomes.Values.Sum(), Math.Max(stats.Elapsed.TotalSeconds, 0.001));
        return new(
            node, stats.Since, Milliseconds.Of(stats.Elapsed), stats.Running, ended, Math.Round(ended / seconds, Digits), stats.Chunks, Math.Round(stats.Chunks / seconds, Digits), stats.BytesIn, stats.BytesOut,
            PercentilesView.Of(stats.FirstByte), PercentilesView.Of(stats.Added), PercentilesView.Of(stats.Duration), OutcomesView.Of(stats.Outcomes),
            [.. stats.Errors.OrderByDescending(error => error.Value).ThenBy(error => error.Key, StringComparer.Ordinal).Select(error => new ErrorCountView(error.Key, error.Value))], journal, watchers);
    }
}
