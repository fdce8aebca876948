using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;

namespace LuthienProxy.Storage.Stores;

/// <summary>
/// What all engines have in common: batches become rows, one that the engine cannot hold is found and left out, failures get their name.
/// An engine writes and reads rows.
/// </summary>
/// <remarks>
/// A write, step by step: 1. encode (no lock is held); 2. the engine opens a database transaction and says where the record of each transaction ends;
/// 3. plan; 4. gather the rows of all batches; 5. the engine writes and commits them.
/// </remarks>
abstract class JournalStore(IRowCodec codec, StoreOptions options) : IJournalStore, IContentLookup
{
    /// <summary>Limits.</summary>
    protected StoreOptions Options { get; } = options;

    /// <inheritdoc/>
    public async Task<WriteReport> WriteAsync(IReadOnlyList<JournalBatch> batches, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (batches.Count == 0)
            return new(0, 0, []);
        // 1. Before anything is locked: this is where the work is.
        var encoded = new EncodedBatch[batches.Count];
        for (var i = 0; i < encoded.Length; i++)
            encoded[i] = new(batches[i], codec.Encode(batches[i]));
        return await WriteAsync(new ArraySegment<EncodedBatch>(encoded), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        try
        {
            var rows = await EventsAsync(transaction, after, Math.Min(limit, Options.PageEvents), cancellation);
            return await codec.AssembleAsync(rows, this, cancellation);
        }
        catch (Exception failure) when (FaultOf(failure) is { } fault)
        {
            throw new StoreException(fault, failure);
        }
    }

    /// <inheritdoc/>
    public abstract ValueTask<IReadOnlyList<ContentRow>> ContentsAsync(IReadOnlyCollection<ContentHash> hashes, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask<IReadOnlyList<ItemRow>> ChainAsync(ContentHash head, int count, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Plans and writes a group in one database transaction: all of the plan, or nothing.</summary>
    protected abstract Task<WritePlan> WriteGroupAsync(IReadOnlyList<EncodedBatch> group, CancellationToken cancellation);

    /// <summary>Events of a transaction in order, after the given number, at most <paramref name="limit"/> and about <see cref="StoreOptions.PageBytes"/>.</summary>
    protected abstract Task<IReadOnlyList<EventRow>> EventsAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation);

    /// <summary>What a failure means; null when it is not the engine's.</summary>
    protected abstract StoreFault? FaultOf(Exception failure);

    /// <summary>Whether a failure says that the engine cannot hold a value, whenever it is tried.</summary>
    protected abstract bool IsUnstorable(Exception failure);

    /// <summary>3 and 4. Makes the plan, and gathers the rows that it wants written.</summary>
    protected (WritePlan Plan, RowGroup Rows) Plan(IReadOnlyList<EncodedBatch> group, Dictionary<TransactionId, RecordTip> tips)
    {
        var plan = new WritePlanner(tips).Plan(group);
        var rows = new RowGroup();
        foreach (var planned in plan.Batches)
        {
            var encoded = group[planned.Index];
            // Of a batch that overlaps the record only the end is new: its rows are others.
            rows.Add(ReferenceEquals(planned.Fresh, encoded.Batch) ? encoded.Rows : codec.Encode(planned.Fresh), planned.IsReplacing);
        }
        return (plan, rows);
    }

    async Task<WriteReport> WriteAsync(ArraySegment<EncodedBatch> group, CancellationToken cancellation)
    {
        var (plan, unstorable) = await TryWriteAsync(group, cancellation);
        if (plan is not null)
            return Report(plan);
        if (group.Count == 1)
            return new(0, 0, [new(group[0].Batch, RefusalReason.Unstorable) { Cause = unstorable }]);
        // One of them spoils it for all: halve until it stands alone. The first half first: batches of one transaction keep their order.
        var first = await WriteAsync(group[..(group.Count / 2)], cancellation);
        var second = await WriteAsync(group[(group.Count / 2)..], cancellation);
        return new(first.Written + second.Written, first.Repeated + second.Repeated, first.Refused.AddRange(second.Refused));
    }

    // The plan that was written, or why the engine cannot hold what it says.
    async Task<(WritePlan? Plan, Exception? Unstorable)> TryWriteAsync(ArraySegment<EncodedBatch> group, CancellationToken cancellation)
    {
        var isCommitted = false;
        try
        {
            var plan = await WriteGroupAsync(group, cancellation);
            Committed(plan, group);
            isCommitted = true;
            return (plan, null);
        }
        catch (Exception failure) when (IsUnstorable(failure))
        {
            return (null, failure);
        }
        catch (Exception failure) when (FaultOf(failure) is { } fault)
        {
            throw new StoreException(fault, failure);
        }
        finally
        {
            // Whatever it was, a caller that gave up included: another database may answer next.
            if (!isCommitted)
                codec.Failed();
        }
    }

    // Of a batch that was on record in part, only a part was written: its rows are not known to be there.
    void Committed(WritePlan plan, IReadOnlyList<EncodedBatch> group)
    {
        foreach (var planned in plan.Batches)
        {
            if (ReferenceEquals(planned.Fresh, group[planned.Index].Batch))
                codec.Committed(group[planned.Index].Rows);
        }
    }

    static WriteReport Report(WritePlan plan) => new(plan.Batches.Sum(static batch => batch.Fresh.Entries.Length), plan.Repeated, plan.Refused);
}
