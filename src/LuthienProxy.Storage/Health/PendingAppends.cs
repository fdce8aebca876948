using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Health;

/// <summary>The appends that have no answer yet, oldest first. Thread-safe.</summary>
sealed class PendingAppends
{
    readonly Lock _lock = new();
    readonly LinkedList<Append> _appends = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _appends.Count;
        }
    }

    /// <summary>When the oldest was handed over; null when there is none.</summary>
    public long? Oldest
    {
        get
        {
            lock (_lock)
                return _appends.First?.Value.Received;
        }
    }

    public LinkedListNode<Append> Add(Append append)
    {
        lock (_lock)
            return _appends.AddLast(append);
    }

    public void Remove(LinkedListNode<Append> node)
    {
        lock (_lock)
            _appends.Remove(node);
    }
}
