namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.storage</c>.</summary>
sealed record StorageSettings
{
    public string DatabaseUrl { get; init; } = "sqlite:data/luthien.db";

    /// <inheritdoc/>
    public override string ToString() => "StorageSettings";
}
