using System.Runtime.CompilerServices;

namespace LuthienProxy.Policies.Metering;

/// <summary>
/// Counts what passes one stage of one call's answer, and how long the stage takes for it. Written by the answer's own flow, with plain stores: neither a lock nor an
/// allocation is made for an element. Read by anybody at any time; figures of a moment may not fit each other exactly.
/// </summary>
/// <remarks>Of elements that pass at once every sixteenth is timed, and counts for sixteen; whatever makes the flow wait is timed always.</remarks>
public sealed class StageMeter(string name)
{
    const int SampledEvery = 16;

    TimeBuckets _times;
    long _in;
    long _out;
    long _waitsSince;
    int _dropped;
    int _errors;
    bool _isUnderWay;

    /// <summary>The stage's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the stage only looks on.</summary>
    public bool IsShadow { get; init; }

    /// <summary>Elements that came.</summary>
    public long In => Volatile.Read(ref _in);

    /// <summary>Elements that went on.</summary>
    public long Out => Volatile.Read(ref _out);

    /// <summary>Decisions to drop or to stop something.</summary>
    public int Dropped => Volatile.Read(ref _dropped);

    /// <summary>Times that the stage could not decide.</summary>
    public int Errors => Volatile.Read(ref _errors);

    /// <summary>Whether an element is in the stage right now.</summary>
    public bool IsUnderWay => Volatile.Read(ref _isUnderWay);

    /// <summary>Since when the flow waits for the stage, as a timestamp of the clock; 0 while it does not.</summary>
    public long WaitsSince => Volatile.Read(ref _waitsSince);

    /// <summary>How long so many of a thousand elements took at most, within a fifth; null before the first.</summary>
    public TimeSpan? Percentile(int perThousand) => _times.Percentile(perThousand);

    /// <summary>An element comes; gives back what <see cref="Left"/> and <see cref="Waits"/> want to know.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Entered(TimeProvider time)
    {
        _isUnderWay = true;
        return _in++ % SampledEvery == 0 ? time.GetTimestamp() : 0;
    }

    /// <summary>It has passed at once, as so many elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Left(int elements, long entered, TimeProvider time)
    {
        _isUnderWay = false;
        _out += elements;
        if (entered != 0)
            _times.Add(time.GetElapsedTime(entered), SampledEvery);
    }

    /// <summary>The flow waits for it; gives back since when.</summary>
    public long Waits(long entered, TimeProvider time) => _waitsSince = entered != 0 ? entered : time.GetTimestamp();

    /// <summary>The wait is over, and it has passed as so many elements.</summary>
    public void LeftAfterWait(int elements, long since, TimeProvider time)
    {
        _isUnderWay = false;
        _waitsSince = 0;
        _out += elements;
        _times.Add(time.GetElapsedTime(since), 1);
    }

    /// <summary>The stage's policy dropped or stopped something. From any thread.</summary>
    public void CountDrop() => Interlocked.Increment(ref _dropped);

    /// <summary>The stage's policy could not decide. From any thread.</summary>
    public void CountError() => Interlocked.Increment(ref _errors);
}
