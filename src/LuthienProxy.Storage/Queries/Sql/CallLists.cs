using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Search;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>Lists of calls, the newest first.</summary>
/// <remarks>
/// Full-text search goes back through time in windows of calls that meet the rest of the filter, each larger than the one before. A common word fills its page
/// from the first, small one, where an index of words would answer with half of all calls. What that leaves open is looked up in the index of words if it is
/// rare: all of it, at once. What is neither is looked for in larger windows.
/// </remarks>
static class CallLists
{
    // Calls of each window; the last size repeats. The first is what can be looked at one by one.
    static readonly int[] Windows = [400, 4_000, 16_000];

    /// <summary>Calls that hold rare words, at most: so many rows are fetched and sorted in no time.</summary>
    const int Rare = 2_000;

    /// <summary>Once something was found, no further window is begun after this: better a few calls at once than a page late.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(80);

    internal static string ListSql(CallConditions conditions) =>
        $"select {CallRows.Columns} from transactions t where {conditions.Sql} order by t.transaction_id desc limit @limit";

    internal static string SearchSql(CallConditions conditions, QueryDialect dialect) => $"""
        select {CallRows.Columns} from transactions t {dialect.SearchSource}
        where {conditions.Sql} and {dialect.IsFound} order by t.transaction_id desc limit @limit
        """;

    internal static string RareSql(CallConditions conditions, QueryDialect dialect) =>
        $"select {CallRows.Columns} from transactions t where {dialect.IsOneOf("t.transaction_id", "@ids")} and {conditions.Sql} order by t.transaction_id desc limit @limit";

    internal static string WindowSql(CallConditions conditions) =>
        $"select t.transaction_id from transactions t where {conditions.Sql} order by t.transaction_id desc limit 1 offset @offset";

    /// <summary>The calls of a range that meet the conditions, at most <paramref name="limit"/>.</summary>
    internal static Task<List<CallSummary>> ListAsync(QuerySession session, CallConditions conditions, IdRange range, int limit) =>
        session.ListAsync(ListSql(conditions), row => CallRows.Read(session.Dialect, row), conditions.Parameters(range, ("limit", limit)));

    /// <summary>Those of them that a search finds, and where to go on when not all could be looked at.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="conditions">What else is asked of the calls.</param>
    /// <param name="search">The search.</param>
    /// <param name="range">Where to look.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="time">Measures the patience.</param>
    /// <param name="halfTime">How long to look while nothing is found.</param>
    internal static async Task<(List<CallSummary> Found, TransactionId? LookedTo)> SearchAsync(
        QuerySession session, CallConditions conditions, SearchQuery search, IdRange range, int limit, TimeProvider time, TimeSpan halfTime)
    {
        var begun = time.GetTimestamp();
        var found = new List<CallSummary>();
        for (var window = 0; ; window++)
        {
            if (window == 1 && await RareAsync(session, search) is { } rare)
            {
                found.AddRange(await session.ListAsync(RareSql(conditions, session.Dialect), row => CallRows.Read(session.Dialect, row),
                    conditions.Parameters(range, ("ids", rare), ("limit", limit - found.Count))));
                return (found, null);
            }
            var least = await LeastAsync(session, conditions, range, Windows[Math.Min(window, Windows.Length - 1)]);
            var looked = least is { } id ? range with { From = id } : range;
            found.AddRange(await session.ListAsync(SearchSql(conditions, session.Dialect), row => CallRows.Read(session.Dialect, row),
                conditions.Parameters(looked, ("text", session.Dialect.Search(search)), ("limit", limit - found.Count))));
            if (least is null || found.Count == limit)
                return (found, null);
            range = range.Until(looked.From);
            if (time.GetElapsedTime(begun) > (found.Count > 0 ? Patience : halfTime))
                return (found, looked.From);
        }
    }

    // All calls that the search finds; null when they are many.
    static async Task<IReadOnlyList<TransactionId>?> RareAsync(QuerySession session, SearchQuery search)
    {
        var ids = await session.ByIndexAsync(() => session.ListAsync(
            session.Dialect.FoundSql, row => session.Dialect.ReadId(row, 0), ("text", session.Dialect.Search(search)), ("limit", Rare + 1)));
        return ids.Count > Rare ? null : ids;
    }

    // The id with which a window of so many calls ends; null when there are not that many.
    static async Task<TransactionId?> LeastAsync(QuerySession session, CallConditions conditions, IdRange range, int window)
    {
        var ids = await session.ListAsync(WindowSql(conditions), row => session.Dialect.ReadId(row, 0), conditions.Parameters(range, ("offset", window - 1)));
        return ids.Count == 0 ? null : ids[0];
    }
}
