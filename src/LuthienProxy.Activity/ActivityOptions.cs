using LuthienProxy.Activity.Redis;

namespace LuthienProxy.Activity;

/// <summary>How activity is published and shown. Defaults and their reasons stand in <c>hocon/luthien.conf</c>.</summary>
public sealed record ActivityOptions
{
    /// <summary>This node's name; unique among those that share a Redis.</summary>
    public required string Node { get; init; }

    /// <summary>The latest events that are kept: for those who come back, and for those who are slow.</summary>
    public int Ring { get; init; } = 16_384;

    /// <summary>Bytes that they may take together.</summary>
    public long RingBytes { get; init; } = 32 << 20;

    /// <summary>Events that may wait to be published.</summary>
    public int Mailbox { get; init; } = 8_192;

    /// <summary>How often subscribers are woken at most.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often running calls are looked at for their progress.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Progress events of all calls together, in one such interval.</summary>
    public int ProgressEvents { get; init; } = 500;

    /// <summary>How long events are still taken after the last subscriber has left.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a quiet stream says that it is there; zero: never.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long browsers wait before they connect again.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a subscriber may take nothing.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Streams in all.</summary>
    public int MaxConnections { get; init; } = 500;

    /// <summary>Streams of one identity.</summary>
    public int MaxConnectionsPerIdentity { get; init; } = 100;

    /// <summary>How often one identity may connect within a minute.</summary>
    public int MaxConnectsPerMinute { get; init; } = 300;

    /// <summary>How this node meets others; null: it does not.</summary>
    public RedisOptions? Redis { get; init; }
}
