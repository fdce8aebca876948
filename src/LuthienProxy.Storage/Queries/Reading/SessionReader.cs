using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Sessions;
using LuthienProxy.Storage.Queries.Sql;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>
/// Reads a page of a session without repeating its history. One per query; not thread-safe.
/// </summary>
/// <remarks>
/// 1. The page's calls, and some before it. 2. Their requests' envelopes, which name the last item of their histories; the chains behind those, by hash only.
/// 3. What is new in each call: the items of its chain that no call before it had. 4. Those items' content, all at once. 5. The answers.
/// </remarks>
sealed class SessionReader(QuerySession session, QueryOptions options)
{
    /// <summary>Calls before a page whose histories are known to it: more than agents keep under way at once in one session.</summary>
    const int Before = 32;

    readonly PartsLoader _parts = new(session);
    readonly HashSet<ContentHash> _known = [];
    readonly HashSet<string> _systems = new(StringComparer.Ordinal);

    /// <summary>The calls after one (none: from the first), and whether there are more.</summary>
    internal async Task<(List<SessionCall> Calls, bool IsMore)> PageAsync(string sessionId, TransactionId? after, int limit)
    {
        // 1.
        var calls = await SessionRows.CallsAsync(session, sessionId, after ?? IdRange.All.From, limit + 1);
        var isMore = calls.Count > limit;
        var page = Fitting(calls, limit);
        isMore |= page.Count < calls.Count;
        List<CallSummary> before = after is { } id ? [.. (await SessionRows.CallsBeforeAsync(session, sessionId, id, Before)).Where(IsTurn)] : [];
        // 2.
        var requests = await RequestsAsync([.. before, .. page]);
        await _parts.LoadLinksAsync(requests.Values.SelectMany(static request => PartsLoader.Heads(request.Envelope)));
        foreach (var call in before)
            _known.UnionWith(ChainOf(requests, call));
        // 3.
        var news = page.ConvertAll(call => News(call, requests.GetValueOrDefault(call.TransactionId)));
        // 4.
        await _parts.LoadItemsAsync(news.SelectMany(static item => item.Items));
        await _parts.LoadContentsAsync(news.SelectMany(item => item.Items.Select(_parts.Item).OfType<ReadOnlyMemory<byte>>().Append(item.Envelope)));
        // 5.
        var last = before.LastOrDefault();
        var recorded = await RecordedAsync(last is null ? page : [last, .. page]);
        var echo = last is null ? null : new CallContent(last, recorded[last.TransactionId], _parts, options.MaxContentBytes).Delivered;
        var shown = new List<SessionCall>(page.Count);
        foreach (var (call, item) in page.Zip(news))
        {
            shown.Add(TurnView.Show(call, item, recorded[call.TransactionId], _parts, echo, _systems, options.MaxContentBytes));
            echo = IsTurn(call) ? shown[^1].Response : echo;
        }
        return (shown, isMore);
    }

    static bool IsTurn(CallSummary call) => call.Kind is CallKind.Turn;

    // As many calls as content may be held of; one at least.
    List<CallSummary> Fitting(List<CallSummary> calls, int limit)
    {
        long bytes = 0;
        var count = 0;
        foreach (var call in calls.Take(limit))
        {
            bytes += call.BytesReceived + call.BytesDelivered;
            if (count > 0 && bytes > options.MaxContentBytes)
                break;
            count++;
        }
        return calls[..count];
    }

    async Task<Dictionary<TransactionId, SplitRequest>> RequestsAsync(IReadOnlyList<CallSummary> calls)
    {
        var requests = new Dictionary<TransactionId, SplitRequest>();
        foreach (var row in await EventRows.RequestsAsync(session, [.. calls.Select(static call => call.TransactionId)]))
        {
            var recorded = new RecordedCall(options.MaxContentBytes);
            recorded.Add(row);
            if (recorded.ReceivedBody is { } body)
                requests[row.TransactionId] = SplitRequest.Of(body, _parts);
        }
        return requests;
    }

    IEnumerable<ContentHash> ChainOf(Dictionary<TransactionId, SplitRequest> requests, CallSummary call) =>
        requests.TryGetValue(call.TransactionId, out var request) ? PartsLoader.Heads(request.Envelope).SelectMany(_parts.Walk) : [];

    // An errand has messages of the turn that it precedes: only turns make them known.
    NewItems News(CallSummary call, SplitRequest? request)
    {
        if (request is null)
            return new(default, [], 0, IsOnRecord: false);
        var chains = PartsLoader.Parts(request.Envelope).OfType<SkeletonPart.Chain>().ToList();
        var all = chains.SelectMany(chain => _parts.Walk(chain.Head)).ToList();
        var news = all.Where(item => !_known.Contains(item)).ToList();
        if (IsTurn(call))
            _known.UnionWith(all);
        return new(request.Envelope, news, all.Count - news.Count, request.IsOnRecord && all.Count == chains.Sum(static chain => chain.Count));
    }

    async Task<Dictionary<TransactionId, RecordedCall>> RecordedAsync(IReadOnlyList<CallSummary> calls)
    {
        var recorded = calls.ToDictionary(static call => call.TransactionId, _ => new RecordedCall(options.MaxContentBytes));
        foreach (var row in await EventRows.OfCallsAsync(session, [.. recorded.Keys]))
            recorded[row.TransactionId].Add(row);
        return recorded;
    }
}
