using System.Collections.Concurrent;

namespace LuthienProxy.Host.Tails;

/// <summary>
/// Lines as they come, for those who watch: each has a bounded queue of its own, loses its own oldest lines when it does not keep up, and is told how many.
/// Thread-safe. Costs one look at a field while nobody watches.
/// </summary>
sealed class LiveTail<T>
{
    /// <summary>So many may watch at once.</summary>
    public const int MostWatchers = 16;

    /// <summary>So many lines wait for one of them.</summary>
    public const int Queue = 1000;

    readonly ConcurrentDictionary<TailWatcher<T>, bool> _watchers = new();
    int _count;

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched => Volatile.Read(ref _count) > 0;

    /// <summary>Begins to watch; null when as many do as may.</summary>
    public TailWatcher<T>? Watch()
    {
        if (Interlocked.Increment(ref _count) > MostWatchers)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }
        var watcher = new TailWatcher<T>(Leave);
        _watchers[watcher] = true;
        return watcher;
    }

    /// <summary>Tells those who watch. Never waits.</summary>
    public void Tell(T line)
    {
        if (!IsWatched)
            return;
        foreach (var (watcher, _) in _watchers)
            watcher.Put(line);
    }

    void Leave(TailWatcher<T> watcher)
    {
        if (_watchers.TryRemove(watcher, out _))
            Interlocked.Decrement(ref _count);
    }
}
