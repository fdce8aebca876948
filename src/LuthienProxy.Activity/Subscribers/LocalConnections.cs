namespace LuthienProxy.Activity.Subscribers;

/// <summary>Counts this node's streams against the limits. Remembers an identity only while it has streams, or has just connected. Thread-safe.</summary>
sealed class LocalConnections(ConnectionLimits limits, TimeProvider time)
{
    /// <summary>From so many identities on, those that are gone are looked for.</summary>
    const int SweepFrom = 256;

    /// <summary>When somebody may try again to whom only an end of another stream helps.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly Lock _gate = new();
    readonly Dictionary<string, Count> _counts = new(StringComparer.Ordinal);
    int _open;

    /// <summary>Streams that are open.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
                return _open;
        }
    }

    /// <summary>Identities that are remembered.</summary>
    public int Known
    {
        get
        {
            lock (_gate)
                return _counts.Count;
        }
    }

    /// <summary>Takes a place; null when it was free. Give it back with <see cref="Leave"/>.</summary>
    public Admission.Refused? Enter(string identity)
    {
        lock (_gate)
        {
            var count = CountOf(identity);
            if (++count.Connects > limits.ConnectsPerMinute)
                return new("max-connects-per-minute", Window - time.GetElapsedTime(count.Began));
            if (_open >= limits.Most)
                return new("max-connections", Patience);
            if (count.Open >= limits.MostOfOne)
                return new("max-connections-per-identity", Patience);
            _open++;
            count.Open++;
            return null;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(string identity)
    {
        lock (_gate)
        {
            _open--;
            CountOf(identity).Open--;
            if (_counts.Count >= SweepFrom)
                Sweep();
        }
    }

    Count CountOf(string identity)
    {
        if (!_counts.TryGetValue(identity, out var count))
            _counts[identity] = count = new() { Began = time.GetTimestamp() };
        if (time.GetElapsedTime(count.Began) >= Window)
            (count.Began, count.Connects) = (time.GetTimestamp(), 0);
        return count;
    }

    void Sweep()
    {
        foreach (var (identity, count) in _counts)
            if (count.Open == 0 && time.GetElapsedTime(count.Began) >= Window)
                _counts.Remove(identity);
    }

    sealed class Count
    {
        public int Open { get; set; }

        public int Connects { get; set; }

        public long Began { get; set; }
    }
}
