using System.Collections.Concurrent;
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

    /// <summary>The call, if it runs here.</summary>
    public Exchange? Find(TransactionId id) => _calls.GetValueOrDefault(id);

    /// <summary>A running call's place.</summary>
    public readonly struct Entry(LiveCalls calls, TransactionId id) : IDisposable
    {
        public void Dispose() => calls._calls.TryRemove(id, out _);
    }
}
