namespace Luthien.Actors;

/// <summary>
/// A cell's children by name: one field for one child, a dictionary for more. Locked, because a guardian's children are made by
/// any thread and snapshots are read by any thread; a parent's own turn finds the lock free.
/// </summary>
sealed class ChildMap
{
    readonly Lock _lock = new();
    ActorCell? _single;
    Dictionary<string, ActorCell>? _many;
    long _generated;

    internal int Count
    {
        get
        {
            lock (_lock)
                return _many?.Count ?? (_single is null ? 0 : 1);
        }
    }

    /// <summary>How many children this parent has told to stop; kept in its turn.</summary>
    internal int Dying { get; set; }

    /// <summary>No further children (the parent is ending).</summary>
    internal bool Sealed { get; private set; }

    internal void Seal()
    {
        lock (_lock)
            Sealed = true;
    }

    internal string NextName()
    {
        const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";
        var number = Interlocked.Increment(ref _generated);
        Span<char> text = stackalloc char[12];
        var at = text.Length;
        for (; number > 0; number >>= 6)
            text[--at] = Digits[(int)(number & 63)];
        text[--at] = '$';
        return new string(text[at..]);
    }

    internal void Add(ActorCell child)
    {
        lock (_lock)
        {
            if (Sealed)
                throw new InvalidOperationException($"{child.Path} cannot be started: its parent is ending");
            if (FindHere(child.Name) is not null)
                throw new InvalidActorNameException($"The name of {child.Path} is taken");
            if (_many is null && _single is null)
            {
                _single = child;
                return;
            }

            _many ??= new Dictionary<string, ActorCell>(StringComparer.Ordinal) { [_single!.Name] = _single };
            _single = null;
            _many.Add(child.Name, child);
        }
    }

    internal ActorCell? Find(string name)
    {
        lock (_lock)
            return FindHere(name);
    }

    /// <summary>False when that very incarnation is not here any more.</summary>
    internal bool Contains(ActorCell child) => Find(child.Name) == child;

    internal bool Remove(ActorCell child)
    {
        lock (_lock)
        {
            if (FindHere(child.Name) != child)
                return false;
            if (_single is not null)
                _single = null;
            else
                _many!.Remove(child.Name);
            return true;
        }
    }

    internal ActorCell[] Snapshot()
    {
        lock (_lock)
            return _many is not null ? [.. _many.Values] : _single is not null ? [_single] : [];
    }

    ActorCell? FindHere(string name)
    {
        if (_many is not null)
            return _many.GetValueOrDefault(name);
        return _single?.Name == name ? _single : null;
    }
}
