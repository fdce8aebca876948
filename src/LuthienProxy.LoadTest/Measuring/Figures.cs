using System.Collections.Concurrent;
using LuthienProxy.LoadTest.Plans;
using LuthienProxy.LoadTest.Verifying;

namespace LuthienProxy.LoadTest.Measuring;

/// <summary>What a run has come to so far. Thread-safe; bounded, however long the run is.</summary>
sealed class Figures
{
    readonly ConcurrentDictionary<CallKind, KindFigures> _kinds = [];
    readonly ConcurrentDictionary<FailureReason, FailureCount> _failures = [];
    Histogram _interval = new();
    long _deltas;
    long _left;
    long _unfinished;
    int _open;

    /// <summary>Calls under way.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Deltas that came.</summary>
    public long Deltas => Volatile.Read(ref _deltas);

    /// <summary>Streams that their client left, all right so far.</summary>
    public long Left => Volatile.Read(ref _left);

    /// <summary>Calls that the end of the run cut off.</summary>
    public long Unfinished => Volatile.Read(ref _unfinished);

    /// <summary>Calls that were right to the end.</summary>
    public long Clean => _kinds.Values.Sum(kind => kind.Clean);

    /// <summary>Calls that were not.</summary>
    public long Failed => _failures.Values.Sum(failure => failure.Count);

    /// <summary>What went wrong, the most frequent first.</summary>
    public IReadOnlyList<FailureCount> Failures => [.. _failures.Values.OrderByDescending(failure => failure.Count).ThenBy(failure => failure.Reason)];

    /// <summary>The kinds that were met.</summary>
    public IReadOnlyList<KeyValuePair<CallKind, KindFigures>> Kinds => [.. _kinds.OrderBy(kind => kind.Key.Format).ThenByDescending(kind => kind.Key.IsStreamed)];

    /// <summary>The figures of one kind.</summary>
    public KindFigures Of(CallKind kind) => _kinds.GetOrAdd(kind, static _ => new());

    public void Begin() => Interlocked.Increment(ref _open);

    public void End() => Interlocked.Decrement(ref _open);

    public void CountDelta() => Interlocked.Increment(ref _deltas);

    public void CountLeft() => Interlocked.Increment(ref _left);

    public void CountUnfinished() => Interlocked.Increment(ref _unfinished);

    /// <summary>A delta's transit, for the figures of its kind and of the moment.</summary>
    public void Transit(KindFigures kind, long ticks)
    {
        kind.Transit.Record(ticks);
        Volatile.Read(ref _interval).Record(ticks);
    }

    public void Fail(CallKind kind, Failure failure)
    {
        Of(kind).CountFailed();
        _failures.AddOrUpdate(
            failure.Reason,
            static (reason, failure) => new(reason, 1, failure.Detail),
            static (_, known, _) => known with { Count = known.Count + 1 },
            failure);
    }

    /// <summary>What failed before these figures began fails the run too.</summary>
    public void TakeFailures(Figures before)
    {
        foreach (var failure in before.Failures)
            _failures[failure.Reason] = failure;
    }

    /// <summary>All kinds' values of one histogram, of streams only or of bodies only.</summary>
    public Histogram Together(bool isStreamed, Func<KindFigures, Histogram> which)
    {
        var all = new Histogram();
        foreach (var (_, figures) in _kinds.Where(kind => kind.Key.IsStreamed == isStreamed))
            all.Add(which(figures));
        return all;
    }

    /// <summary>The transits since this was asked last.</summary>
    public Histogram TakeInterval() => Interlocked.Exchange(ref _interval, new());
}
