using System.Collections.Immutable;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>How much a batch weighs in memory and in a commit: the bytes it holds, and a flat rate for the rest of each event.</summary>
public static class BatchSize
{
    const int PerEvent = 256;

    /// <summary>Bytes, roughly.</summary>
    public static long Of(JournalBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.Entries.Sum(static entry => PerEvent + OfEvent(entry.Event)) + (sizeof(char) * (batch.AnswerText?.Length ?? 0L)) + OfChange(batch.Change);
    }

    static long OfChange(AdministrativeChange? change) => change is null ? 0 : PerEvent + (sizeof(char) * (change.Detail?.Length ?? 0L));

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
