using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.storage</c>: the journal's database.</summary>
sealed record StorageSettings
{
    [Address]
    public string DatabaseUrl { get; init; } = "sqlite:data/luthien.db";

    public PoolSettings Pool { get; init; } = new();

    public SqliteSettings Sqlite { get; init; } = new();

    public QuerySettings Queries { get; init; } = new();

    public Duration CommandTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(10));

    public Duration QueryTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(10));

    public Duration MigrationTimeout { get; init; } = Duration.From(TimeSpan.FromMinutes(10));

    /// <inheritdoc/>
    public override string ToString() => "StorageSettings";
}
