using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries.Caching;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Changes;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Events;
using LuthienProxy.Storage.Queries.Paging;
using LuthienProxy.Storage.Queries.Reading;
using LuthienProxy.Storage.Queries.Records;
using LuthienProxy.Storage.Queries.Search;
using LuthienProxy.Storage.Queries.Sessions;
using LuthienProxy.Storage.Queries.Shadows;
using LuthienProxy.Storage.Queries.Sql;

namespace LuthienProxy.Storage.Queries;

/// <summary>Queries on either engine. Checks the question, reads within limits, and makes pages of what it finds.</summary>
public sealed class JournalQueries : IJournalQueries, IDisposable
{
    const string SessionsList = "sessions";

    readonly QueryOptions _options;
    readonly TimeProvider _time;
    readonly QueryGate _gate;

    /// <summary>Queries of a database whose schema is up to date.</summary>
    public JournalQueries(IDatabase database, QueryOptions options, TimeProvider time) =>
        (_options, _time, _gate) = (options, time, new(database, options, database.Options.QueryTimeout, time));

    /// <inheritdoc/>
    public async Task<QueryResult<CallPage>> ListCallsAsync(CallFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var conditions = new CallConditions(filter);
        var list = $"calls {filter}";
        var range = conditions.Range;
        SearchQuery? search = null;
        if (Fault(page) is { } fault)
            return fault;
        if (filter.Text is { } text && !SearchQuery.TryParse(text, out search))
            return new QueryFailure.Invalid("text", $"at most {SearchQuery.MaxTerms} words or phrases, at least one of them wanted");
        if (page.Cursor is { } cursor)
        {
            if (!PageCursor.TryRead(list, cursor, out TransactionId before))
                return BadCursor;
            range = range.Until(before);
        }
        if (range.IsEmpty)
            return new CallPage([], null);
        return await _gate.RunAsync(search is not null, session => search is null
            ? ListAsync(session, conditions, range, page.Limit, list)
            : SearchAsync(session, conditions, search, range, page.Limit, list), cancellation);
    }

    /// <inheritdoc/>
    public Task<QueryResult<CallDetail>> GetCallAsync(TransactionId transaction, CancellationToken cancellation) =>
        _gate.RunAsync(isHeavy: false, session => new CallReader(session, _options).DetailAsync(transaction), cancellation);

    /// <inheritdoc/>
    public async Task<QueryResult<EventPage>> GetEventsAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation)
    {
        if (Fault(new(limit)) is { } fault)
            return fault;
        if (after < 0)
            return new QueryFailure.Invalid("after", "a sequence number, or 0");
        return await _gate.RunAsync(isHeavy: false, session => new EventReader(session, _options).PageAsync(transaction, after, limit), cancellation);
    }

    /// <inheritdoc/>
    public Task<QueryResult<CallDiff>> GetDiffAsync(TransactionId transaction, CancellationToken cancellation) =>
        _gate.RunAsync(isHeavy: true, session => new CallReader(session, _options).DiffAsync(transaction), cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<CallSides>> GetSidesAsync(TransactionId transaction, CancellationToken cancellation) =>
        _gate.RunAsync(isHeavy: true, session => new CallReader(session, _options).SidesAsync(transaction), cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<CallRecord>> GetRecordAsync(TransactionId transaction, CancellationToken cancellation) =>
        _gate.RunAsync(isHeavy: true, session => new CallReader(session, _options).RecordAsync(transaction), cancellation);

    /// <inheritdoc/>
    public Task<QueryResult<ShadowSummary>> GetShadowAsync(DateTimeOffset since, CancellationToken cancellation) =>
        _gate.RunAsync(isHeavy: true, async session => (ShadowSummary?)await ShadowReader.ReadAsync(session, since), cancellation);

    /// <inheritdoc/>
    public async Task<QueryResult<SessionPage>> ListSessionsAsync(PageRequest page, CancellationToken cancellation)
    {
        if (Fault(page) is { } fault)
            return fault;
        (DateTimeOffset, string)? after = null;
        if (page.Cursor is { } cursor)
        {
            if (!PageCursor.TryRead(SessionsList, cursor, out var lastAt, out var sessionId))
                return BadCursor;
            after = (lastAt, sessionId);
        }
        return await _gate.RunAsync(isHeavy: false, async session =>
        {
            var found = await SessionRows.ListAsync(session, after, page.Limit + 1);
            var shown = found.Take(page.Limit).ToList();
            return (SessionPage?)new SessionPage(shown, found.Count > page.Limit ? PageCursor.Write(SessionsList, shown[^1].LastAt, shown[^1].SessionId) : null);
        }, cancellation);
    }

    /// <inheritdoc/>
    public async Task<QueryResult<SessionDetail>> GetSessionAsync(string sessionId, PageRequest page, CancellationToken cancellation)
    {
        var list = $"session {sessionId}";
        TransactionId? after = null;
        if (Fault(page) is { } fault)
            return fault;
        if (page.Cursor is { } cursor)
        {
            if (!PageCursor.TryRead(list, cursor, out TransactionId place))
                return BadCursor;
            after = place;
        }
        return await _gate.RunAsync(isHeavy: true, session => SessionAsync(session, sessionId, after, page.Limit, list), cancellation);
    }

    /// <inheritdoc/>
    public async Task<QueryResult<SessionExport>> ExportSessionAsync(string sessionId, ExportFormat format, CancellationToken cancellation)
    {
        var found = await _gate.RunAsync(isHeavy: false, session => SessionRows.FindAsync(session, sessionId), cancellation);
        return found.TryGet(out _, out var failure) ? SessionExports.Of(sessionId, format, this) : failure;
    }

    /// <inheritdoc/>
    public Task<QueryResult<CallDelivery>> GetDeliveryAsync(TransactionId transaction, CancellationToken cancellation) =>
        _gate.RunAsync(isHeavy: true, session => new CallReader(session, _options).DeliveryAsync(transaction), cancellation);

    /// <inheritdoc/>
    public async Task<QueryResult<ChangePage>> ListChangesAsync(ChangeFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var list = $"changes {filter}";
        var range = IdRange.Of(filter.From, filter.To);
        if (Fault(page) is { } fault)
            return fault;
        if (page.Cursor is { } cursor)
        {
            if (!PageCursor.TryRead(list, cursor, out TransactionId before))
                return BadCursor;
            range = range.Until(before);
        }
        return await _gate.RunAsync(isHeavy: false, async session =>
        {
            var found = await ChangeLists.ListAsync(session, filter, range, page.Limit + 1);
            var shown = found.Take(page.Limit).ToList();
            return (ChangePage?)new ChangePage(shown, found.Count > page.Limit ? PageCursor.Write(list, shown[^1].Id) : null);
        }, cancellation);
    }

    /// <summary>What tells whether the record of a call has changed.</summary>
    internal Task<QueryResult<CallVersion>> VersionAsync(TransactionId transaction, CancellationToken cancellation) =>
        _gate.RunAsync(isHeavy: false, session => CallVersion.ReadAsync(session, transaction), cancellation);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    static QueryFailure.Invalid BadCursor => new QueryFailure.Invalid("cursor", "one that a page of this very list gave as its next");

    static QueryFailure.Invalid? Fault(PageRequest page) =>
        page.Limit is >= 1 and <= QueryOptions.MaxPage ? null : new QueryFailure.Invalid("limit", $"a whole number from 1 to {QueryOptions.MaxPage}");

    static async Task<CallPage?> ListAsync(QuerySession session, CallConditions conditions, IdRange range, int limit, string list)
    {
        var found = await CallLists.ListAsync(session, conditions, range, limit + 1);
        var shown = found.Take(limit).ToList();
        return new(shown, found.Count > limit ? PageCursor.Write(list, shown[^1].TransactionId) : null);
    }

    async Task<CallPage?> SearchAsync(QuerySession session, CallConditions conditions, SearchQuery search, IdRange range, int limit, string list)
    {
        var (found, lookedTo) = await CallLists.SearchAsync(session, conditions, search, range, limit + 1, _time, _gate.Limit / 2);
        var shown = found.Take(limit).ToList();
        var next = found.Count > limit ? shown[^1].TransactionId : lookedTo;
        return new(shown, next is { } place ? PageCursor.Write(list, place) : null);
    }

    async Task<SessionDetail?> SessionAsync(QuerySession session, string sessionId, TransactionId? after, int limit, string list)
    {
        if (await SessionRows.FindAsync(session, sessionId) is not { } summary)
            return null;
        var (calls, isMore) = await new SessionReader(session, _options).PageAsync(sessionId, after, limit);
        return new(summary, calls, isMore && calls.Count > 0 ? PageCursor.Write(list, calls[^1].Call.TransactionId) : null);
    }
}
