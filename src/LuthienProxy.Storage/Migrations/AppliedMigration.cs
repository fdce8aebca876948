namespace LuthienProxy.Storage.Migrations;

/// <summary>A row of <c>schema_migrations</c>, without its time.</summary>
sealed record AppliedMigration
{
    public int Number { get; init; }

    public string Name { get; init; } = "";

    public string Checksum { get; init; } = "";
}
