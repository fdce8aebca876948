using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.delivery</c>.</summary>
sealed record DeliverySettings
{
    public ByteSize FlushAt { get; init; } = new(16L << 10);
}
