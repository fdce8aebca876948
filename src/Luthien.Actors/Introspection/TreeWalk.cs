namespace Luthien.Actors;

/// <summary>Walks cells from outside and keeps so many of them as asked for. Used once, by one thread.</summary>
/// <remarks>
/// The smallest families come first: one parent with thousands of children must not hide the rest of the tree. Of a family that does not fit those stay
/// whose mailboxes are fullest, then those that were restarted: what somebody looks for.
/// </remarks>
sealed class TreeWalk(int limit, int depth)
{
    readonly List<Kept> _kept = [];
    readonly PriorityQueue<(Kept Parent, ActorCell[] Children), int> _families = new();
    int _count;

    internal ActorTree Of(ActorCell[] roots)
    {
        _count = roots.Length;
        var kept = Keep(roots, level: 1);
        while (_families.TryDequeue(out var family, out _))
            family.Parent.Children.AddRange(Keep(family.Children, family.Parent.Level + 1));
        var nodes = Nodes();
        return new ActorTree([.. kept.Select(root => nodes[root])], _count, _kept.Count < _count);
    }

    List<Kept> Keep(ActorCell[] cells, int level)
    {
        var room = level > depth ? 0 : limit - _kept.Count;
        var (chosen, others) = cells.Length <= room ? (cells, []) : Choose(cells, room);
        CountBelow(others);
        var kept = new List<Kept>(chosen.Length);
        foreach (var cell in chosen.OrderBy(cell => cell.Name, StringComparer.Ordinal))
        {
            var one = new Kept(cell, level);
            kept.Add(one);
            var children = cell.ChildCells();
            _count += children.Length;
            if (children.Length > 0)
                _families.Enqueue((one, children), children.Length);
        }

        _kept.AddRange(kept);
        return kept;
    }

    static (ActorCell[] Chosen, ActorCell[] Others) Choose(ActorCell[] cells, int room)
    {
        // Each key is read once: it changes while others are compared.
        ActorCell[] sorted = [.. cells.OrderByDescending(cell => cell.MailboxDepth).ThenByDescending(cell => cell.Restarts).ThenBy(cell => cell.Name, StringComparer.Ordinal)];
        return (sorted[..room], sorted[room..]);
    }

    void CountBelow(ActorCell[] cells)
    {
        var waiting = new Stack<ActorCell>(cells);
        while (waiting.TryPop(out var cell))
        {
            var children = cell.ChildCells();
            _count += children.Length;
            foreach (var child in children)
                waiting.Push(child);
        }
    }

    /// <summary>From the last one kept to the first: children were kept after their parents.</summary>
    Dictionary<Kept, ActorNode> Nodes()
    {
        var nodes = new Dictionary<Kept, ActorNode>(_kept.Count);
        for (var i = _kept.Count - 1; i >= 0; i--)
            nodes[_kept[i]] = new ActorNode(_kept[i].Cell.Snapshot(), [.. _kept[i].Children.Select(child => nodes[child])]);
        return nodes;
    }

    sealed class Kept(ActorCell cell, int level)
    {
        internal ActorCell Cell { get; } = cell;

        internal int Level { get; } = level;

        internal List<Kept> Children { get; } = [];
    }
}
