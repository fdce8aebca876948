using System.Collections.Concurrent;
using LuthienProxy.Pipeline.Live;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>The calls that run in this process, from the moment they are taken until their client has all it gets. Thread-safe; nobody who looks waits for a call.</summary>
sealed class LiveCalls
{
    readonly ConcurrentDictionary<TransactionId, Exchange> _calls = new();

    /// <summary>Keeps a call until what comes back is disposed.</summary>
    public Entry Add(Exchange exchange)
    {
        _calls[exchange.Call.Id] = exchange;
        return new(this, exchange.Call.Id);
    }

    /// <summary>All that run at about this moment.</summary>
    public IEnumerable<Exchange> All => _calls.Select(call => call.Value);

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

    static bool Meets(Exchange exchange, LiveFilter filter) =>
        (filter.IsStream is not { } isStream || exchange.Call.IsStream == isStream)
        && (filter.Policy is not { } policy || exchange.Call.Policies.Name == policy)
        && (filter.Older == TimeSpan.Zero || exchange.Progress.Age >= filter.Older)
        && (filter.State is not { } state || LiveCall.StateOf(exchange) == state);

    /// <summary>A running call's place.</summary>
    public readonly struct Entry(LiveCalls calls, TransactionId id) : IDisposable
    {
        public void Dispose() => calls._calls.TryRemove(id, out _);
    }
}
