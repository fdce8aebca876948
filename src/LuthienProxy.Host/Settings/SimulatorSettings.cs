using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.simulator</c>.</summary>
sealed record SimulatorSettings
{
    public Flag Enabled { get; init; } = new(IsOn: true);
}
