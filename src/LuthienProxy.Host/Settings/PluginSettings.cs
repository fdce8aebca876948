using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.policy.plugins</c>.</summary>
sealed record PluginSettings
{
    public string Directory { get; init; } = "";

    public string AllowList { get; init; } = "";

    public ByteSize MaxBytes { get; init; } = new(64L << 20);
}
