using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.activity</c>.</summary>
sealed record ActivitySettings
{
    [Address]
    public string RedisUrl { get; init; } = "";

    public int Ring { get; init; } = 16_384;

    public ByteSize RingBytes { get; init; } = new(32L << 20);

    public int Mailbox { get; init; } = 8_192;

    public Duration FlushInterval { get; init; } = Duration.From(TimeSpan.FromMilliseconds(50));

    public Duration ProgressInterval { get; init; } = Duration.From(TimeSpan.FromSeconds(1));

    public int ProgressEvents { get; init; } = 500;

    public Duration Linger { get; init; } = Duration.From(TimeSpan.FromMinutes(5));

    public Duration Heartbeat { get; init; } = Duration.From(TimeSpan.FromSeconds(15));

    public Duration Retry { get; init; } = Duration.From(TimeSpan.FromSeconds(2));

    public Duration StallTimeout { get; init; } = Duration.From(TimeSpan.FromMinutes(1));

    public int MaxConnections { get; init; } = 500;

    public int MaxConnectionsPerIdentity { get; init; } = 100;

    public int MaxConnectsPerMinute { get; init; } = 300;

    public RedisSettings Redis { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => "ActivitySettings";
}
