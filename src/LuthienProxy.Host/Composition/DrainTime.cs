namespace LuthienProxy.Host.Composition;

/// <summary>How long running calls may finish when the process stops: as the settings say, unless an administrator who stops it says less. Thread-safe.</summary>
/// <param name="usual">What the settings say.</param>
sealed class DrainTime(TimeSpan usual)
{
    /// <summary>A drain time of nothing still asks once whether anything runs.</summary>
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    long _ticks = usual.Ticks;

    /// <summary>How long.</summary>
    public TimeSpan Value => TimeSpan.FromTicks(Math.Clamp(Interlocked.Read(ref _ticks), Shortest.Ticks, Math.Max(usual.Ticks, Shortest.Ticks)));

    /// <summary>Asks for another time, for a stop that is about to begin.</summary>
    public void Ask(TimeSpan time) => Interlocked.Exchange(ref _ticks, time.Ticks);
}
