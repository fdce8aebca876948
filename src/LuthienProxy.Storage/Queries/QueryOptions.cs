namespace LuthienProxy.Storage.Queries;

/// <summary>The limits of reading the journal. Defaults and their reasons stand in <c>hocon/luthien.conf</c> under <c>storage</c>.</summary>
public sealed record QueryOptions
{
    /// <summary>The most calls, events, turns or sessions of one page.</summary>
    public const int MaxPage = 200;

    /// <summary>How many reads may be at the database at once; others wait for their turn. Fewer than the pool's connections: reading must never be why a writer waits.</summary>
    public int MaxReads { get; init; } = 8;

    /// <summary>How many heavy reads (search, diff, session, export) may run at once; others wait for their turn.</summary>
    public int MaxHeavyReads { get; init; } = 4;

    /// <summary>Bytes that the cache of hot reads may hold; 0 switches it off.</summary>
    public long CacheBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long a cached answer may be given out before the record is asked whether it has changed. The journal's promise is one second at most.</summary>
    public TimeSpan CacheFreshness { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Bytes of bodies that one page of events shows, and the most that it shows of one event's; the rest is left out and marked.</summary>
    public int MaxEventBodyBytes { get; init; } = 64 * 1024;

    /// <summary>The most recorded bytes that one answer decodes (detail, diff, one turn of a session); a larger call comes without its content, and says so.</summary>
    public long MaxContentBytes { get; init; } = 32 * 1024 * 1024;
}
