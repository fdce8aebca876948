using System.Collections.Immutable;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Stores.Planning;

/// <summary>
/// The law of the record, the same for every engine: sequences without a gap, what is there stays, one terminal event, and only a provisional one gives way.
/// Not thread-safe: one for each write, under the engine's lock of the transactions it writes.
/// </summary>
/// <param name="tips">Where the record of each transaction ends; a transaction that is not on record may be missing.</param>
sealed class WritePlanner(Dictionary<TransactionId, RecordTip> tips)
{
    readonly ImmutableArray<PlannedBatch>.Builder _planned = ImmutableArray.CreateBuilder<PlannedBatch>();
    readonly ImmutableArray<RefusedBatch>.Builder _refused = ImmutableArray.CreateBuilder<RefusedBatch>();
    int _repeated;

    /// <summary>Goes through the batches in order; those of one transaction build on one another.</summary>
    internal WritePlan Plan(IReadOnlyList<EncodedBatch> batches)
    {
        for (var i = 0; i < batches.Count; i++)
            Add(i, batches[i].Batch);
        return new(_planned.ToImmutable(), _repeated, _refused.ToImmutable());
    }

    /// <summary>Whether an event is what recovery writes in place of what a dead process could not say.</summary>
    internal static bool IsProvisional(JournalEvent happened) => happened is Interrupted { IsRecovered: true };

    void Add(int index, JournalBatch batch)
    {
        var tip = tips.GetValueOrDefault(batch.TransactionId);
        var repeated = CountRepeated(batch, tip);
        if (repeated == batch.Entries.Length)
        {
            _repeated += repeated;
            return;
        }
        if (Objection(batch, tip, repeated) is { } reason)
        {
            _refused.Add(new(batch, reason) { Last = tip.Last });
            return;
        }
        var fresh = repeated == 0 ? batch : batch with { Entries = batch.Entries[repeated..] };
        _planned.Add(new(index, fresh, IsReplacing: fresh.Entries[0].Sequence == tip.Last));
        _repeated += repeated;
        tips[batch.TransactionId] = new(fresh.Entries[^1].Sequence, EndingOf(fresh.Entries[^1].Event));
    }

    // What stands on record is never written over, but for a provisional ending by what is no such thing itself.
    static int CountRepeated(JournalBatch batch, RecordTip tip)
    {
        var repeated = 0;
        foreach (var entry in batch.Entries)
        {
            if (entry.Sequence > tip.Last || (entry.Sequence == tip.Last && tip.Ending is RecordEnding.Provisional && !IsProvisional(entry.Event)))
                break;
            repeated++;
        }
        return repeated;
    }

    static RefusalReason? Objection(JournalBatch batch, RecordTip tip, int repeated)
    {
        var first = batch.Entries[repeated];
        // A transaction begins with its opening: without it there is nothing to file the rest under.
        if (!IsWellFormed(batch) || first.Sequence < 1 || first.Event is Opened != (first.Sequence == 1))
            return RefusalReason.Unstorable;
        return tip.Ending switch
        {
            RecordEnding.Final => RefusalReason.AfterEnd,
            // What really happened is missing from the provisional event's place on.
            RecordEnding.Provisional => first.Sequence == tip.Last ? null : RefusalReason.Gap,
            _ => first.Sequence == tip.Last + 1 ? null : RefusalReason.Gap,
        };
    }

    /// <summary>Whether events follow one another, are all of the batch's transaction, and none follows a terminal one.</summary>
    internal static bool IsWellFormed(JournalBatch batch)
    {
        for (var i = 0; i < batch.Entries.Length; i++)
        {
            var entry = batch.Entries[i];
            if (entry.TransactionId != batch.TransactionId || entry.Sequence != batch.Entries[0].Sequence + i || (entry.Event is TransactionEnded && i < batch.Entries.Length - 1))
                return false;
        }
        return true;
    }

    static RecordEnding EndingOf(JournalEvent happened) =>
        happened is not TransactionEnded ? RecordEnding.Open : IsProvisional(happened) ? RecordEnding.Provisional : RecordEnding.Final;
}
