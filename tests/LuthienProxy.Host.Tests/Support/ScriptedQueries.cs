using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Changes;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Events;
using LuthienProxy.Storage.Queries.Records;
using LuthienProxy.Storage.Queries.Sessions;
using LuthienProxy.Storage.Queries.Shadows;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>A journal that fails as a test says, and remembers what it was asked.</summary>
public sealed class ScriptedQueries : IJournalQueries
{
    /// <summary>Why every query fails.</summary>
    public QueryFailure Failure { get; set; } = new QueryFailure.NotFound();

    /// <summary>Thrown instead; null for none.</summary>
    public Exception? Bug { get; set; }

    /// <summary>What was asked last: the query's name and its arguments.</summary>
    public object[] Asked { get; private set; } = [];

    public Task<QueryResult<CallPage>> ListCallsAsync(CallFilter filter, PageRequest page, CancellationToken cancellation) => Answer<CallPage>("list", filter, page);

    public Task<QueryResult<CallDetail>> GetCallAsync(TransactionId transaction, CancellationToken cancellation) => Answer<CallDetail>("call", transaction);

    public Task<QueryResult<EventPage>> GetEventsAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation) => Answer<EventPage>("events", transaction, after, limit);

    public Task<QueryResult<CallDiff>> GetDiffAsync(TransactionId transaction, CancellationToken cancellation) => Answer<CallDiff>("diff", transaction);

    public Task<QueryResult<CallSides>> GetSidesAsync(TransactionId transaction, CancellationToken cancellation) => Answer<CallSides>("sides", transaction);

    public Task<QueryResult<CallRecord>> GetRecordAsync(TransactionId transaction, CancellationToken cancellation) => Answer<CallRecord>("record", transaction);

    public Task<QueryResult<ShadowSummary>> GetShadowAsync(DateTimeOffset since, CancellationToken cancellation) => Answer<ShadowSummary>("shadow", since);

    public Task<QueryResult<SessionPage>> ListSessionsAsync(PageRequest page, CancellationToken cancellation) => Answer<SessionPage>("sessions", page);

    public Task<QueryResult<SessionDetail>> GetSessionAsync(string sessionId, PageRequest page, CancellationToken cancellation) => Answer<SessionDetail>("session", sessionId, page);

    public Task<QueryResult<SessionExport>> ExportSessionAsync(string sessionId, ExportFormat format, CancellationToken cancellation) => Answer<SessionExport>("export", sessionId, format);

    public Task<QueryResult<CallDelivery>> GetDeliveryAsync(TransactionId transaction, CancellationToken cancellation) => Answer<CallDelivery>("delivery", transaction);

    public Task<QueryResult<ChangePage>> ListChangesAsync(ChangeFilter filter, PageRequest page, CancellationToken cancellation) => Answer<ChangePage>("changes", filter, page);

    Task<QueryResult<T>> Answer<T>(params object[] asked)
        where T : class
    {
        Asked = asked;
        return Bug is null ? Task.FromResult<QueryResult<T>>(Failure) : throw Bug;
    }
}
