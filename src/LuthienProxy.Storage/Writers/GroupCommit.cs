using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Spool;

namespace LuthienProxy.Storage.Writers;

/// <summary>What one writer does with a group of batches: commits it, or spools it, or drops it; and answers each batch exactly once.</summary>
/// <param name="gate">To the database.</param>
/// <param name="lane">This writer's own.</param>
/// <param name="spool">Where what the database does not take goes.</param>
/// <param name="turnstile">Closed while the spool is emptied.</param>
/// <param name="monitor">Hears what became of it.</param>
sealed class GroupCommit(StoreGate gate, CallLane lane, EventSpool spool, Turnstile turnstile, JournalMonitor monitor)
{
    /// <summary>Fails only by a fault of this program; every batch has its answer then too.</summary>
    /// <param name="group">Batches in the order they came.</param>
    /// <param name="hurry">Cancelled when the process ends and has no time left for the database: then the group goes to the spool.</param>
    public async Task RunAsync(IReadOnlyList<Append> group, CancellationToken hurry)
    {
        try
        {
            await turnstile.Opened;
            // While anything is spooled, everything is: else a call's later events could come to the record before its earlier ones.
            if (spool.HasBacklog || hurry.IsCancellationRequested || !await CommitAsync(group, hurry))
                await SpoolAsync(group);
        }
        finally
        {
            foreach (var append in group)
            {
                if (append.Reply(JournalReceipt.Lost))
                    monitor.Dropped(DropCause.Crash, append.Batch);
            }
        }
    }

    async Task<bool> CommitAsync(IReadOnlyList<Append> group, CancellationToken hurry)
    {
        if (await gate.WriteAsync(lane, [.. group.Select(append => append.Batch)], hurry) is not { } refused)
            return false;
        var lost = refused.Select(refusal => refusal.Batch).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var append in group)
            append.Reply(lost.Contains(append.Batch) ? JournalReceipt.Lost : JournalReceipt.Committed);
        return true;
    }

    async Task SpoolAsync(IReadOnlyList<Append> group)
    {
        var kept = await spool.AppendAsync([.. group.Select(append => append.Batch)]);
        for (var i = 0; i < group.Count; i++)
        {
            if (i >= kept)
                monitor.Dropped(DropCause.Spool, group[i].Batch);
            group[i].Reply(i < kept ? JournalReceipt.Spooled : JournalReceipt.Lost);
        }
    }
}
