using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>The tables of a database.</summary>
abstract class SqlRecord(IDatabase database) : IRecord
{
    public async Task<RecordedCall?> CallAsync(TransactionId transaction) => (await database.ListAsync<RecordedCall>($"""
        select state as State, case when ended_at is null then 0 else 1 end as IsEnded, cast(is_recovered as integer) as IsRecovered, model as Model, kind as Kind,
            session_id as SessionId, upstream as Upstream, upstream_status as UpstreamStatus, status as Status, stop_reason as StopReason, error_code as ErrorCode, error as Error,
            cast(is_intervened as integer) as IsIntervened, input_tokens as InputTokens, output_tokens as OutputTokens, cache_read_tokens as CacheReadTokens,
            cache_creation_tokens as CacheCreationTokens, reasoning_tokens as ReasoningTokens, bytes_received as BytesReceived, bytes_delivered as BytesDelivered,
            first_byte_ms as FirstByteMs, duration_ms as DurationMs, event_count as EventCount
        from transactions where transaction_id = @id
        """, new { id = Key(transaction) })).SingleOrDefault();

    public Task<long> CountAsync(string table) => database.ScalarAsync<long>($"select count(*) from {table}");

    public abstract Task<IReadOnlyList<TransactionId>> FindAsync(string word);

    public abstract Task<RecordedSession?> SessionAsync(string session);

    protected abstract object Key(TransactionId transaction);
}
