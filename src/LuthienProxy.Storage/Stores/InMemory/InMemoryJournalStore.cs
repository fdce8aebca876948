using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;

namespace LuthienProxy.Storage.Stores.InMemory;

/// <summary>
/// The journal in this process's memory, gone with it: the twin of the engines in tests and measurements. It holds rows as they do, and grows without bound.
/// </summary>
sealed class InMemoryJournalStore(IRowCodec codec, StoreOptions options) : JournalStore(codec, options)
{
    readonly Lock _gate = new();

    /// <summary>All transactions. For tests, when no write is under way; the other tables too.</summary>
    internal Dictionary<TransactionId, InMemoryTransaction> Transactions { get; } = [];

    internal Dictionary<ContentHash, ContentRow> Contents { get; } = [];

    internal Dictionary<ContentHash, ItemRow> Items { get; } = [];

    internal Dictionary<string, InMemorySession> Sessions { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ContentRow>> ContentsAsync(IReadOnlyCollection<ContentHash> hashes, CancellationToken cancellation)
    {
        lock (_gate)
            return new([.. hashes.Where(Contents.ContainsKey).Select(hash => Contents[hash])]);
    }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ItemRow>> ChainAsync(ContentHash head, int count, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var chain = new List<ItemRow>(count);
            for (ContentHash? next = head; next is { } hash && chain.Count < count && Items.TryGetValue(hash, out var item); next = item.Parent)
                chain.Add(item);
            chain.Reverse();
            return new(chain);
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override Task<WritePlan> WriteGroupAsync(IReadOnlyList<EncodedBatch> group, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var (plan, rows) = Plan(group, Tips(group));
            foreach (var content in rows.Contents)
                Contents.TryAdd(content.Hash, content);
            foreach (var item in rows.Items)
                Items.TryAdd(item.Hash, item);
            foreach (var change in rows.Changes)
                RowOf(change).Apply(change);
            foreach (var row in rows.Events)
                Transactions[row.TransactionId].Events.Add(row with { CreatedAt = ToMicroseconds(row.CreatedAt) });
            WriteSessions(rows);
            return Task.FromResult(plan);
        }
    }

    protected override Task<IReadOnlyList<EventRow>> EventsAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var rows = new List<EventRow>();
            var bytes = 0L;
            foreach (var row in Transactions.TryGetValue(transaction, out var found) ? found.Events.Skip(after).Take(limit) : [])
            {
                if (bytes >= Options.PageBytes)
                    break;
                rows.Add(row);
                bytes += row.Body?.Length ?? 0;
            }
            return Task.FromResult<IReadOnlyList<EventRow>>(rows);
        }
    }

    protected override StoreFault? FaultOf(Exception failure) => null;

    protected override bool IsUnstorable(Exception failure) => false;

    Dictionary<TransactionId, RecordTip> Tips(IReadOnlyList<EncodedBatch> group) =>
        group.Select(static batch => batch.Batch.TransactionId).Distinct().Where(Transactions.ContainsKey).ToDictionary(static id => id, id => Transactions[id].Tip);

    InMemoryTransaction RowOf(RowChange change)
    {
        if (!Transactions.TryGetValue(change.TransactionId, out var row))
            Transactions[change.TransactionId] = row = new(change.Opened ?? throw new InvalidOperationException("A plan wrote to a transaction that was never opened."));
        return row;
    }

    void WriteSessions(RowGroup rows)
    {
        foreach (var span in rows.Sessions)
        {
            var before = Sessions.GetValueOrDefault(span.SessionId) ?? new(span.SessionId, span.First, span.Last, Title: null);
            Sessions[span.SessionId] = before with
            {
                FirstAt = span.First < before.FirstAt ? span.First : before.FirstAt,
                LastAt = span.Last > before.LastAt ? span.Last : before.LastAt,
            };
        }
        foreach (var (transaction, title) in rows.Titles)
        {
            var opened = Transactions[transaction].Opened;
            if (opened.SessionId is { } id && opened.Kind == RowWords.OfKind(title.Kind) && (title.Kind is CallKind.Title || Sessions[id].Title is null))
                Sessions[id] = Sessions[id] with { Title = title.Title };
        }
    }

    static DateTimeOffset ToMicroseconds(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
