namespace LuthienProxy.Storage.Databases;

/// <summary>How the embedded database is opened. Reasons stand in <c>hocon/luthien.conf</c> under <c>storage.sqlite</c>.</summary>
public sealed record SqliteOptions
{
    /// <summary>How many connections read, besides the one that writes.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>The page cache of one connection, in bytes.</summary>
    public long Cache { get; init; } = 16L << 20;

    /// <summary>How much of the file is mapped into memory, in bytes.</summary>
    public long Mmap { get; init; } = 256L << 20;

    /// <summary>How long to wait for another process that holds the file.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
