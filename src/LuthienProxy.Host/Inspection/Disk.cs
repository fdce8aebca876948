using System.Globalization;
using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Host.Inspection;

/// <summary>The disk that the gateway's own files are on. Thread-safe.</summary>
/// <param name="directory">Where they are.</param>
/// <param name="reserve">So many bytes the journal's spool may come to need.</param>
/// <param name="time">Its clock.</param>
sealed class Disk(string directory, long reserve, TimeProvider time)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    Task<(long Free, TimeSpan Took)>? _look;
    DependencyState _state = DependencyState.Up;
    DateTimeOffset _since = time.GetUtcNow();

    /// <summary>Looks how much is free; one that does not answer is not asked again before it has.</summary>
    /// <param name="spooled">What of the reserve is used already.</param>
    /// <param name="fault">Why the journal cannot spool; null where it can.</param>
    public async Task<DependencyView> LookAsync(long spooled, string? fault)
    {
        var look = Look();
        var isAnswered = await Task.WhenAny(look, Task.Delay(Patience, time)) == look;
        var (free, took) = isAnswered && look.IsCompletedSuccessfully ? await look : (-1, TimeSpan.Zero);
        var wanted = Math.Max(0, reserve - spooled);
        var (state, detail) = free switch
        {
            _ when fault is not null => (DependencyState.Down, fault),
            < 0 => (DependencyState.Down, isAnswered ? "it cannot be asked how much is free" : "it does not answer"),
            _ when free < wanted => (DependencyState.Degraded, $"{Bytes(free)} are free, and the spool may need {Bytes(wanted)} more"),
            _ => (DependencyState.Up, $"{Bytes(free)} are free"),
        };
        return new("data directory", "disk", Word.Of(state), Since(state), free < 0 ? null : DependencyView.Milliseconds(took), detail);
    }

    Task<(long Free, TimeSpan Took)> Look()
    {
        lock (_lock)
            return _look = _look is { IsCompleted: false } ? _look : Task.Run(Measure);
    }

    (long Free, TimeSpan Took) Measure()
    {
        var began = time.GetTimestamp();
        return (new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace, time.GetElapsedTime(began));
    }

    DateTimeOffset Since(DependencyState state)
    {
        lock (_lock)
        {
            if (_state != state)
                (_state, _since) = (state, time.GetUtcNow());
            return _since;
        }
    }

    static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count / (double)(1 << 30):0.0} GiB");
}
