using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Changes;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Events;
using LuthienProxy.Storage.Queries.Records;
using LuthienProxy.Storage.Queries.Sessions;
using LuthienProxy.Storage.Queries.Shadows;

namespace LuthienProxy.Storage.Queries.Caching;

/// <summary>
/// Queries that keep what they told of single calls: detail, diff and pages of events. Lists, searches and sessions always ask the record. Thread-safe.
/// </summary>
/// <remarks>
/// Never stale for longer than a second. What this process appends is forgotten at once (<see cref="Appended"/>); for what other nodes, recovery and retention do,
/// an answer older than <see cref="QueryOptions.CacheFreshness"/> is given out only after a look at the call's row, which tells whether anything has changed.
/// </remarks>
public sealed class CachedQueries : IJournalQueries, IDisposable
{
    // Objects take more than their JSON: text is UTF-16 here.
    const int MemoryPerByte = 2;
    const int MemoryPerAnswer = 1024;

    readonly JournalQueries _queries;
    readonly TimeProvider _time;
    readonly TimeSpan _freshness;
    readonly bool _isOff;
    readonly AnswerCache _cache;
    readonly CacheTelemetry _telemetry;

    /// <summary>Puts a cache before queries.</summary>
    public CachedQueries(JournalQueries queries, QueryOptions options, TimeProvider time)
    {
        (_queries, _time, _freshness, _isOff, _cache) = (queries, time, options.CacheFreshness, options.CacheBytes == 0, new(options.CacheBytes));
        _telemetry = new(() => _cache.Bytes);
    }

    /// <summary>The share of questions about single calls that the cache could answer, 0 to 1.</summary>
    public double HitRatio => _telemetry.HitRatio;

    internal long Bytes => _cache.Bytes;

    /// <summary>Says that something was put on record for a call.</summary>
    public void Appended(TransactionId transaction) => _cache.Forget(transaction);

    /// <inheritdoc/>
    public Task<QueryResult<CallDetail>> GetCallAsync(TransactionId transaction, CancellationToken cancellation) =>
        AnswerAsync(new(transaction, typeof(CallDetail)), ExportJson.Default.CallDetail, () => _queries.GetCallAsync(transaction, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<EventPage>> GetEventsAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation) =>
        AnswerAsync(new(transaction, typeof(EventPage), after, limit), ExportJson.Default.EventPage, () => _queries.GetEventsAsync(transaction, after, limit, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<CallDiff>> GetDiffAsync(TransactionId transaction, CancellationToken cancellation) =>
        AnswerAsync(new(transaction, typeof(CallDiff)), ExportJson.Default.CallDiff, () => _queries.GetDiffAsync(transaction, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<CallSides>> GetSidesAsync(TransactionId transaction, CancellationToken cancellation) => _queries.GetSidesAsync(transaction, cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<CallRecord>> GetRecordAsync(TransactionId transaction, CancellationToken cancellation) => _queries.GetRecordAsync(transaction, cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<ShadowSummary>> GetShadowAsync(DateTimeOffset since, CancellationToken cancellation) => _queries.GetShadowAsync(since, cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<CallPage>> ListCallsAsync(CallFilter filter, PageRequest page, CancellationToken cancellation) => _queries.ListCallsAsync(filter, page, cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<SessionPage>> ListSessionsAsync(PageRequest page, CancellationToken cancellation) => _queries.ListSessionsAsync(page, cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<SessionDetail>> GetSessionAsync(string sessionId, PageRequest page, CancellationToken cancellation) => _queries.GetSessionAsync(sessionId, page, cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<SessionExport>> ExportSessionAsync(string sessionId, ExportFormat format, CancellationToken cancellation) =>
        _queries.ExportSessionAsync(sessionId, format, cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<CallDelivery>> GetDeliveryAsync(TransactionId transaction, CancellationToken cancellation) => _queries.GetDeliveryAsync(transaction, cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<ChangePage>> ListChangesAsync(ChangeFilter filter, PageRequest page, CancellationToken cancellation) => _queries.ListChangesAsync(filter, page, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _telemetry.Dispose();
        _queries.Dispose();
    }

    async Task<QueryResult<T>> AnswerAsync<T>(AnswerKey key, JsonTypeInfo<T> json, Func<Task<QueryResult<T>>> ask, CancellationToken cancellation) where T : class
    {
        if (_isOff)
            return await ask();
        var cached = _cache.Find(key);
        if (cached is not null && _time.GetElapsedTime(cached.CheckedAt) < _freshness)
            return Hit<T>(cached);
        // Before the question: a change between the two makes the answer newer than its version, never older.
        var now = _time.GetTimestamp();
        if (!(await _queries.VersionAsync(key.Id, cancellation)).TryGet(out var version, out var failure))
            return failure;
        if (cached is not null && cached.Version == version)
        {
            _cache.Put(cached with { CheckedAt = now });
            return Hit<T>(cached);
        }
        _telemetry.Miss();
        var answer = await ask();
        if (answer.Value is { } value)
            _cache.Put(new(key, value, version, MemoryPerAnswer + (MemoryPerByte * Measure(value, json)), now));
        return answer;
    }

    QueryResult<T> Hit<T>(CachedAnswer cached) where T : class
    {
        _telemetry.Hit();
        return (T)cached.Value;
    }

    static long Measure<T>(T value, JsonTypeInfo<T> json)
    {
        using var counted = new CountingStream();
        JsonSerializer.Serialize(counted, value, json);
        return counted.Length;
    }
}
