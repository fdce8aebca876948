namespace Luthien.Streams;

/// <summary>The materializer: runs streams on the thread pool.</summary>
public sealed class Materializer : IMaterializer
{
    /// <summary>The default of <see cref="EventLimit"/>: 1000 elements.</summary>
    public const int DefaultEventLimit = 1000;

    long _liveRuns;

    /// <summary>Makes a materializer.</summary>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="eventLimit">How many elements a busy source pushes before it lets others have its thread; at least 1.</param>
    public Materializer(TimeProvider? time = null, int eventLimit = DefaultEventLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(eventLimit, 1);
        Time = time ?? TimeProvider.System;
        EventLimit = eventLimit;
    }

    /// <inheritdoc/>
    public TimeProvider Time { get; }

    /// <inheritdoc/>
    public int EventLimit { get; }

    /// <inheritdoc/>
    public long LiveRuns => Interlocked.Read(ref _liveRuns);

    void IMaterializer.Count(int change) => Interlocked.Add(ref _liveRuns, change);
}
