using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Host.Settings;

/// <summary>Checks <c>luthien.storage</c>.</summary>
static class StorageCheck
{
    const int MostConnections = 1_000;
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // What the journal promises of its answers.
    static readonly TimeSpan Stalest = TimeSpan.FromSeconds(1);

    public static IEnumerable<SettingProblem> Of(StorageSettings storage) =>
    [
        .. DatabaseUrl.TryParse(storage.DatabaseUrl, out _, out var problem) ? [] : new[] { new SettingProblem("storage.database-url", $"(DATABASE_URL) {problem}") },
        .. Numbers(storage),
        .. Waits(storage),
        .. storage.Queries.CacheFreshness is { IsInfinite: false } freshness && freshness.ToTimeSpan() <= Stalest
            ? []
            : new[] { new SettingProblem("storage.queries.cache-freshness", "must be at most 1s.") },
    ];

    static IEnumerable<SettingProblem> Numbers(StorageSettings storage)
    {
        if (storage.Pool.Max is < 1 or > MostConnections)
            yield return new("storage.pool.max", $"must lie between 1 and {MostConnections}.");
        if (storage.Pool.Min < 0 || storage.Pool.Min > storage.Pool.Max)
            yield return new("storage.pool.min", "must lie between 0 and storage.pool.max.");
        if (storage.Sqlite.Readers is < 1 or > MostConnections)
            yield return new("storage.sqlite.readers", $"must lie between 1 and {MostConnections}.");
        if (storage.Sqlite.Cache.Bytes is < 1 << 10 or > 1L << 34)
            yield return new("storage.sqlite.cache", "must lie between 1KiB and 16GiB.");
        if (storage.Queries.MaxReads < 1 || storage.Queries.MaxReads > MostConnections)
            yield return new("storage.queries.max-reads", $"must lie between 1 and {MostConnections}.");
        if (storage.Queries.MaxHeavyReads < 1 || storage.Queries.MaxHeavyReads > storage.Queries.MaxReads)
            yield return new("storage.queries.max-heavy-reads", "must lie between 1 and storage.queries.max-reads.");
        if (storage.Queries.Excerpt.Bytes is < 1 or > 1 << 30)
            yield return new("storage.queries.excerpt", "must lie between 1 and 1GiB.");
        if (storage.Queries.Content.Bytes is < 1 or > 1 << 30)
            yield return new("storage.queries.content", "must lie between 1 and 1GiB.");
        if (storage.Queries.Cache.Bytes is < 0 or > 1L << 34)
            yield return new("storage.queries.cache", "must lie between 0 and 16GiB.");
        if (storage.Sqlite.Mmap.Bytes is < 0 or > 1L << 40)
            yield return new("storage.sqlite.mmap", "must lie between 0 and 1TiB.");
    }

    static IEnumerable<SettingProblem> Waits(StorageSettings storage) =>
        from entry in new[]
        {
            ("pool.wait", storage.Pool.Wait, 0), ("pool.connect-timeout", storage.Pool.ConnectTimeout, 1), ("pool.idle-lifetime", storage.Pool.IdleLifetime, 1),
            ("pool.keepalive", storage.Pool.Keepalive, 0), ("command-timeout", storage.CommandTimeout, 1), ("query-timeout", storage.QueryTimeout, 1),
            ("migration-timeout", storage.MigrationTimeout, 1), ("sqlite.busy-timeout", storage.Sqlite.BusyTimeout, 0),
        }
        where entry.Item2.IsInfinite || entry.Item2.ToTimeSpan() < TimeSpan.FromSeconds(entry.Item3) || entry.Item2.ToTimeSpan() > LongestWait
        select new SettingProblem($"storage.{entry.Item1}", $"must lie between {entry.Item3}s and a day.");
}
