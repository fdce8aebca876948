using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Rows;

/// <summary>
/// What this process knows to be on record: contents and items by hash, with the day on which they were last marked as used, and which texts search has.
/// What is known is not encoded, sent or indexed again that day. Bounded: the least recently used is forgotten first. Thread-safe.
/// </summary>
/// <remarks>
/// To know too little costs a write that changes nothing; to know too much loses a content. So a hash is known only after its commit
/// (<see cref="Confirm"/>), and whoever sees the database fail, or another one in its place, calls <see cref="Clear"/>.
/// </remarks>
sealed class KnownContents(int capacity)
{
    /// <summary>About 100 bytes each. A turn adds some six, so this holds what some 10,000 turns brought.</summary>
    public const int DefaultCapacity = 65_536;

    readonly Lock _gate = new();
    readonly Dictionary<ContentHash, LinkedListNode<(ContentHash Hash, int Day)>> _nodes = [];
    readonly LinkedList<(ContentHash Hash, int Day)> _order = [];

    /// <summary>How many hashes are known.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _nodes.Count;
        }
    }

    /// <summary>Whether it is on record and marked as used on this day (or a later one).</summary>
    public bool IsOnRecord(ContentHash hash, int day)
    {
        lock (_gate)
            return Touch(hash) is { } node && node.Value.Day >= day;
    }

    /// <summary>Whether it was put on record by this process, on whatever day.</summary>
    public bool WasSeen(ContentHash hash)
    {
        lock (_gate)
            return Touch(hash) is not null;
    }

    /// <summary>A batch was committed: what it held is on record.</summary>
    public void Confirm(RowBatch batch)
    {
        lock (_gate)
        {
            foreach (var content in batch.Contents)
                Add(content.Hash, batch.UsedOn);
            foreach (var item in batch.Items)
                Add(item.Hash, batch.UsedOn);
            foreach (var text in batch.Indexed)
                Add(text, batch.UsedOn);
        }
    }

    /// <summary>Nothing is known any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _nodes.Clear();
            _order.Clear();
        }
    }

    LinkedListNode<(ContentHash Hash, int Day)>? Touch(ContentHash hash)
    {
        if (!_nodes.TryGetValue(hash, out var node))
            return null;
        _order.Remove(node);
        _order.AddFirst(node);
        return node;
    }

    void Add(ContentHash hash, int day)
    {
        if (Touch(hash) is { } node)
        {
            node.Value = (hash, Math.Max(day, node.Value.Day));
            return;
        }
        if (_nodes.Count >= capacity && _order.Last is { } oldest)
        {
            _nodes.Remove(oldest.Value.Hash);
            _order.RemoveLast();
        }
        _nodes.Add(hash, _order.AddFirst((hash, day)));
    }
}
