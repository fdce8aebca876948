namespace Luthien.Streams;

/// <summary>What a side branch sees above it: its stop is its own affair and never reaches the main line.</summary>
sealed class SideUpstream(StreamRun run) : Upstream(run)
{
    Ending? _ending;

    internal override bool IsCancelled => Volatile.Read(ref _ending) is { At: null } or { Failure: not null };

    /// <summary>An end that waits for the main line's next signal, or null.</summary>
    internal Ending? Requested => Volatile.Read(ref _ending) is { At: not null } ending ? ending : null;

    internal override void Cancel(Exception cause) => TrySet(new Ending(null, null, cause));

    internal override bool End(Stage? at, Exception? failure) => TrySet(new Ending(at, failure, failure ?? StreamCancellation.Shutdown));

    bool TrySet(Ending ending) => Interlocked.CompareExchange(ref _ending, ending, comparand: null) is null;

    internal sealed record Ending(Stage? At, Exception? Failure, Exception Cause);
}
