namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.policy</c>.</summary>
sealed record PolicySettings
{
    public string Source { get; init; } = "db";

    public string Config { get; init; } = "";

    public PluginSettings Plugins { get; init; } = new();
}
