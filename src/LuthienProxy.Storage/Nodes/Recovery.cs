using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Nodes;

/// <summary>
/// Ends the transactions that dead nodes have left open: as interrupted, with what is on record as delivered. Any number of nodes may do so at once:
/// the store takes one end for each transaction. Thread-safe.
/// </summary>
/// <remarks>Such an end is provisional: where the dead node's spool turns up later and holds what really happened, that takes its place.</remarks>
sealed class Recovery(NodeRecords records, IJournalStore store, NodeOptions options, TimeProvider time)
{
    /// <summary>The code of a call that ended so.</summary>
    public const string ErrorCode = "gateway_interrupted";

    /// <summary>Ends what can be found, a page for each commit; answers with how many of the ends are this call's.</summary>
    /// <exception cref="StoreException">The store cannot write. What was written stays.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var ended = 0;
        OpenTransaction? last = null;
        do
        {
            var page = await records.LeftOpenAsync(last, cancellation);
            if (page.Count == 0)
                break;
            ended += (await store.WriteAsync([.. page.Select(End)], cancellation)).Written;
            last = page.Count < options.RecoveryBatch ? null : page[^1];
        }
        while (last is not null);
        return ended;
    }

    JournalBatch End(OpenTransaction open)
    {
        var end = new Interrupted(
            new TransactionSummary
            {
                BytesReceived = open.BytesReceived,
                BytesDelivered = open.BytesDelivered,
                ErrorCode = ErrorCode,
                Error = "The gateway process that ran this call ended before it did.",
            },
            IsRecovered: true);
        return new JournalBatch(open.TransactionId, [new JournalEntry(open.TransactionId, open.LastSequence + 1, time.GetUtcNow(), end)]);
    }
}
