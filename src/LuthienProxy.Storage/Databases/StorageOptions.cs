namespace LuthienProxy.Storage.Databases;

/// <summary>Where the journal's database is and how long it may take. Defaults and their reasons stand in <c>hocon/luthien.conf</c> under <c>storage</c>.</summary>
public sealed record StorageOptions
{
    /// <summary>The database.</summary>
    public required DatabaseUrl Url { get; init; }

    /// <summary>Whether a commit must survive the machine's loss of power: what <c>before-delivery</c> promises. Only SQLite asks; a server decides for itself.</summary>
    public bool IsDurable { get; init; }

    /// <summary>Connections to PostgreSQL.</summary>
    public PoolOptions Pool { get; init; } = new();

    /// <summary>The embedded database.</summary>
    public SqliteOptions Sqlite { get; init; } = new();

    /// <summary>How long a write may take, from its first command to its commit.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long answering a query may take.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long bringing the schema up to date may take, the wait for other nodes that do the same included.</summary>
    public TimeSpan MigrationTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
