using System.Collections.Concurrent;
using LuthienProxy.Pipeline.Live;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>
/// The calls that run in this process, from the moment they are taken until their client has all it gets, and how many chunks the streams among them have delivered
/// that have ended. Thread-safe; nobody who looks waits for a call.
/// </summary>
sealed class LiveCalls
{
    readonly ConcurrentDictionary<TransactionId, Exchange> _calls = new();
    readonly Lock _gate = new();
    // One entry for each wire format.
    readonly Dictionary<string, long> _chunks = new(StringComparer.Ordinal);

    /// <summary>Keeps a call until what comes back is disposed.</summary>
    public Entry Add(Exchange exchange)
    {
        _calls[exchange.Call.Id] = exchange;
        return new(this, exchange);
    }

    /// <summary>All that run at about this moment.</summary>
    public IEnumerable<Exchange> All => _calls.Select(call => call.Value);

    /// <summary>Those of them that stream an answer.</summary>
    public IEnumerable<Exchange> Streams => All.Where(static exchange => exchange.Call.IsStream);

    /// <summary>The call, if it runs here.</summary>
    public Exchange? Find(TransactionId id) => _calls.GetValueOrDefault(id);

    /// <summary>The newest of the calls that meet a filter. One look at each call, whoever of them is stuck; memory for the page.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only calls that began before this one; null: from the newest on.</param>
    /// <param name="limit">At most so many.</param>
    public LivePage List(LiveFilter filter, TransactionId? before, int limit)
    {
        var newest = new PriorityQueue<Exchange, Guid>(limit + 1);
        var (running, matching) = (0, 0);
        foreach (var (id, exchange) in _calls)
        {
            running++;
            if ((before is { } bound && id.Value.CompareTo(bound.Value) >= 0) || !Meets(exchange, filter))
                continue;
            matching++;
            newest.Enqueue(exchange, id.Value);
            if (newest.Count > limit)
                newest.Dequeue();
        }
        var page = new LiveCall[newest.Count];
        for (var at = page.Length - 1; at >= 0; at--)
            page[at] = new(newest.Dequeue());
        return new(running, matching, page);
    }

    /// <summary>Events that streams have delivered so far, by wire format: those that run, and those that have ended. Never less than before.</summary>
    public IReadOnlyDictionary<string, long> Chunks()
    {
        lock (_gate)
        {
            var sums = new Dictionary<string, long>(_chunks, StringComparer.Ordinal);
            foreach (var exchange in Streams)
                Count(sums, exchange);
            return sums;
        }
    }

    void Remove(Exchange exchange)
    {
        if (!exchange.Call.IsStream)
        {
            _calls.TryRemove(exchange.Call.Id, out _);
            return;
        }
        // At once, for whoever sums up: never in both, and never in neither.
        lock (_gate)
        {
            if (_calls.TryRemove(exchange.Call.Id, out _))
                Count(_chunks, exchange);
        }
    }

    static void Count(Dictionary<string, long> sums, Exchange exchange) =>
        sums[exchange.Call.Format.Name] = sums.GetValueOrDefault(exchange.Call.Format.Name) + exchange.Reply.EventsWritten;

    static bool Meets(Exchange exchange, LiveFilter filter) =>
        (filter.IsStream is not { } isStream || exchange.Call.IsStream == isStream)
        && (filter.Policy is not { } policy || exchange.Call.Policies.Name == policy)
        && (filter.Older == TimeSpan.Zero || exchange.Progress.Age >= filter.Older)
        && (filter.State is not { } state || LiveCall.StateOf(exchange) == state);

    /// <summary>A running call's place.</summary>
    public readonly struct Entry(LiveCalls calls, Exchange exchange) : IDisposable
    {
        public void Dispose() => calls.Remove(exchange);
    }
}
