using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.InMemory;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>The in-memory tables.</summary>
sealed class InMemoryRecord(InMemoryJournalStore store) : IRecord
{
    public Task<RecordedCall?> CallAsync(TransactionId transaction) => Task.FromResult(store.Transactions.TryGetValue(transaction, out var row) ? Call(row) : null);

    public Task<long> CountAsync(string table) => Task.FromResult(table switch
    {
        "transactions" => store.Transactions.Count,
        "transaction_events" => store.Transactions.Values.Sum(row => (long)row.Events.Count),
        "contents" => store.Contents.Count,
        "conversation_items" => store.Items.Count,
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    });

    public Task<IReadOnlyList<TransactionId>> FindAsync(string word) => Task.FromResult<IReadOnlyList<TransactionId>>(
        [.. store.Transactions.Where(row => row.Value.SearchText?.Split(' ', '\n').Contains(word) is true).Select(row => row.Key).OrderBy(id => id.Value)]);

    public Task<RecordedSession?> SessionAsync(string session) =>
        Task.FromResult(store.Sessions.TryGetValue(session, out var row) ? new RecordedSession(row.FirstAt, row.LastAt, row.Title) : null);

    static RecordedCall Call(InMemoryTransaction row) => new()
    {
        State = row.Ended?.State ?? RowWords.Open,
        IsEnded = row.Ended is null ? 0 : 1,
        IsRecovered = row.Ended?.IsRecovered is true ? 1 : 0,
        Model = row.Opened.Model,
        Kind = row.Opened.Kind,
        SessionId = row.Opened.SessionId,
        Upstream = row.Upstream,
        UpstreamStatus = row.UpstreamStatus,
        Status = row.Ended?.Status,
        StopReason = row.Ended?.StopReason,
        ErrorCode = row.Ended?.ErrorCode,
        Error = row.Ended?.Error,
        IsIntervened = row.IsIntervened ? 1 : 0,
        InputTokens = row.Ended?.InputTokens,
        OutputTokens = row.Ended?.OutputTokens,
        CacheReadTokens = row.Ended?.CacheReadTokens,
        CacheCreationTokens = row.Ended?.CacheCreationTokens,
        ReasoningTokens = row.Ended?.ReasoningTokens,
        BytesReceived = row.Ended?.BytesReceived ?? 0,
        BytesDelivered = row.Ended?.BytesDelivered ?? 0,
        FirstByteMs = row.Ended?.FirstByteMs,
        DurationMs = row.Ended?.DurationMs,
        EventCount = row.Events.Count,
    };
}
