using Luthien.Actors;

namespace Luthien.TestKit;

/// <summary>
/// Runs a whole actor system on one thread in an order that a seed decides: every step picks one of the runnable turns and
/// continuations. The same seed replays the same run.
/// </summary>
/// <remarks>
/// Two ways to pick: at random, or by random priorities that change at a few random points (PCT, Burckhardt et al. 2010), which finds
/// orders that need one side to be starved. Stands in for the scheduler of actors and for the context of their <c>await</c>s.
/// </remarks>
public sealed class SimDispatcher : SynchronizationContext, IDispatcher
{
    const int PriorityChanges = 3;
    const int ExpectedSteps = 400;

    readonly Lock _lock = new();
    readonly Random _random;
    readonly List<(object Owner, Action Run)> _runnable = [];
    readonly Dictionary<object, int>? _priorities;
    readonly HashSet<long> _changePoints = [];

    /// <summary>A scheduler whose every choice follows from <paramref name="seed"/>.</summary>
    /// <param name="seed">Of the pseudo-random choices.</param>
    /// <param name="byPriority">Priorities instead of a fair die; by default every other seed uses them.</param>
    public SimDispatcher(int seed, bool? byPriority = null)
    {
        Seed = seed;
        _random = new Random(seed);
        if (!(byPriority ?? seed % 2 == 1))
            return;
        _priorities = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < PriorityChanges; i++)
            _changePoints.Add(_random.Next(ExpectedSteps));
    }

    /// <summary>Repeats the run.</summary>
    public int Seed { get; }

    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Called after each step: the place for invariants.</summary>
    public Action? AfterStep { get; set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The actor has a turn out already (K51).</exception>
    public void Schedule(IThreadPoolWorkItem turn, bool preferLocal)
    {
        lock (_lock)
        {
            if (_runnable.Exists(item => ReferenceEquals(item.Owner, turn)))
                throw new InvalidOperationException($"{turn} has two work items out");
            _runnable.Add((turn, turn.Execute));
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        lock (_lock)
            _runnable.Add((d.Target ?? d, () => d(state)));
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs one of what is runnable; false when nothing is.</summary>
    public bool Step()
    {
        (object Owner, Action Run) chosen;
        lock (_lock)
        {
            if (_runnable.Count == 0)
                return false;
            var index = _priorities is null ? _random.Next(_runnable.Count) : HighestPriority(_priorities);
            chosen = _runnable[index];
            _runnable.RemoveAt(index);
        }

        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            chosen.Run();
        }
        finally
        {
            SetSynchronizationContext(before);
        }

        Steps++;
        AfterStep?.Invoke();
        return true;
    }

    /// <summary>Runs until nothing is runnable.</summary>
    /// <exception cref="InvalidOperationException">It does not come to rest within so many steps.</exception>
    public void Run(int atMost = 100_000)
    {
        while (Step())
        {
            if (--atMost == 0)
                throw new InvalidOperationException("The system does not come to rest");
        }
    }

    int HighestPriority(Dictionary<object, int> priorities)
    {
        var best = 0;
        var bestPriority = int.MinValue;
        for (var i = 0; i < _runnable.Count; i++)
        {
            if (!priorities.TryGetValue(_runnable[i].Owner, out var priority))
                priorities[_runnable[i].Owner] = priority = _random.Next(1, int.MaxValue);
            if (priority > bestPriority)
                (best, bestPriority) = (i, priority);
        }

        // At a change point the leader falls behind everyone.
        if (_changePoints.Remove(Steps))
            priorities[_runnable[best].Owner] = -(int)Steps;
        return best;
    }
}
