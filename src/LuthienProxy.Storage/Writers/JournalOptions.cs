using LuthienProxy.Storage.Spool;

namespace LuthienProxy.Storage.Writers;

/// <summary>How the journal writes. Defaults and their reasons stand in <c>hocon/luthien.conf</c> under <c>journal</c>.</summary>
public sealed record JournalOptions
{
    /// <summary>How many writers; each has one call of its own at the database. A transaction always has the same one.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>How many batches may wait for a writer before whoever hands over another waits for room.</summary>
    public int Queue { get; init; } = 1024;

    /// <summary>At most so many batches in one commit.</summary>
    public int BatchCount { get; init; } = 256;

    /// <summary>A commit takes no further batch once it holds this many bytes.</summary>
    public int BatchBytes { get; init; } = 1024 * 1024;

    /// <summary>An append is answered within this time, whatever happens.</summary>
    public TimeSpan AppendTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the end of the process may wait for what is queued.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a writer that crashed rests before it goes on, at first; each further crash doubles it, up to <see cref="MaxRestartDelay"/>.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest rest; a writer that did not crash for this long begins anew.</summary>
    public TimeSpan MaxRestartDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When the database is not asked any more.</summary>
    public BreakerOptions Breaker { get; init; } = new();

    /// <summary>Where events go meanwhile.</summary>
    public required SpoolOptions Spool { get; init; }
}
