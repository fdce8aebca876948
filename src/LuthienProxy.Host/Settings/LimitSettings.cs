using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.limits</c>.</summary>
sealed record LimitSettings
{
    public ByteSize RequestBody { get; init; } = new(64L << 20);

    public int Messages { get; init; } = 20_000;

    public int Tools { get; init; } = 2_000;

    public int Depth { get; init; } = 512;

    public ByteSize Event { get; init; } = new(16L << 20);

    public ByteSize ResponseBody { get; init; } = new(64L << 20);
}
