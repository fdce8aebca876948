using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Changes;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Events;
using LuthienProxy.Storage.Queries.Records;
using LuthienProxy.Storage.Queries.Sessions;
using LuthienProxy.Storage.Queries.Shadows;

namespace LuthienProxy.Storage.Queries;

/// <summary>
/// What people ask of the journal. Thread-safe. Never writes.
/// </summary>
/// <remarks>
/// <para>
/// No method throws for what the database or the caller does: a <see cref="QueryFailure"/> says what is wrong. A read ends within
/// <see cref="StorageOptions.QueryTimeout"/>, the wait for its turn and for a connection included, also when the database hangs; only the caller's own cancellation surfaces as <see cref="OperationCanceledException"/>.
/// </para>
/// <para>
/// Pages are bounded, and their cursors are opaque. A cursor names a place in the order and not a count, so that calls which come or go meanwhile neither
/// repeat nor hide others. It is good only for the filter it was given out with.
/// </para>
/// </remarks>
public interface IJournalQueries
{
    /// <summary>
    /// Calls, the newest first. With <see cref="CallFilter.Text"/> it is full-text search. A page may hold fewer calls than asked for, even none, while
    /// <see cref="CallPage.Next"/> is set: the read has then looked as far back as it may at once, and the cursor goes on from there.
    /// </summary>
    Task<QueryResult<CallPage>> ListCallsAsync(CallFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>One call with all that is known of it, its events left out. At most a second behind the record.</summary>
    Task<QueryResult<CallDetail>> GetCallAsync(TransactionId transaction, CancellationToken cancellation);

    /// <summary>Events of a call in order, after the given sequence number (0: from the first). At most <paramref name="limit"/> (1 to 200), fewer where bodies are large.</summary>
    Task<QueryResult<EventPage>> GetEventsAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation);

    /// <summary>What the policies made of a call: the request as it came beside what went upstream, the answer as it came beside what was delivered.</summary>
    Task<QueryResult<CallDiff>> GetDiffAsync(TransactionId transaction, CancellationToken cancellation);

    /// <summary>A call before and after its policies, each side whole. Never from a cache.</summary>
    Task<QueryResult<CallSides>> GetSidesAsync(TransactionId transaction, CancellationToken cancellation);

    /// <summary>A call as it came and as it went, byte for byte as far as it is on record: what it takes to run it again. Never from a cache.</summary>
    Task<QueryResult<CallRecord>> GetRecordAsync(TransactionId transaction, CancellationToken cancellation);

    /// <summary>What policies that only look on would have done from a time on; counts their latest decisions, and says from when on where there are more.</summary>
    Task<QueryResult<ShadowSummary>> GetShadowAsync(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Sessions, that with the latest call first.</summary>
    Task<QueryResult<SessionPage>> ListSessionsAsync(PageRequest page, CancellationToken cancellation);

    /// <summary>A session's calls from the first, each with only what is new in it.</summary>
    Task<QueryResult<SessionDetail>> GetSessionAsync(string sessionId, PageRequest page, CancellationToken cancellation);

    /// <summary>A whole session as a document that is written as a stream, in bounded memory.</summary>
    Task<QueryResult<SessionExport>> ExportSessionAsync(string sessionId, ExportFormat format, CancellationToken cancellation);

    /// <summary>The bytes that a call's client was delivered, with their times. Never from a cache.</summary>
    Task<QueryResult<CallDelivery>> GetDeliveryAsync(TransactionId transaction, CancellationToken cancellation);

    /// <summary>What administrators changed, the newest first.</summary>
    Task<QueryResult<ChangePage>> ListChangesAsync(ChangeFilter filter, PageRequest page, CancellationToken cancellation);
}
