using System.Collections.Immutable;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Writers;

/// <summary>How much a batch weighs in a commit: the bytes it holds, and a flat rate for the rest of each event.</summary>
static class BatchSize
{
    const int PerEvent = 256;

    public static long Of(JournalBatch batch) => batch.Entries.Sum(static entry => PerEvent + OfEvent(entry.Event)) + (batch.AnswerText?.Length ?? 0);

    static long OfEvent(JournalEvent happened) => happened switch
    {
        RequestReceived received => Of(received.Body),
        RequestForwarded forwarded => Of(forwarded.Body),
        OriginalSegment segment => Of(segment.Bytes),
        DeliveredSegment segment => OfRuns(segment.Runs),
        PolicyDecided decided => Of(decided.Seen),
        JudgeCalled called => Of(called.Answer),
        _ => 0,
    };

    static long OfRuns(ImmutableArray<DeliveredRun> runs) => runs.Sum(static run => run is DeliveredRun.Literal literal ? Of(literal.Bytes) : 0);

    static long Of(Payload? payload) => payload switch
    {
        Payload.Whole whole => whole.Bytes.Length,
        Payload.Cut cut => cut.Head.Length,
        _ => 0,
    };
}
