namespace LuthienProxy.Activity.Redis;

/// <summary>How this node meets others through Redis. Defaults and their reasons stand in <c>hocon/luthien.conf</c>.</summary>
public sealed record RedisOptions
{
    /// <summary>Where it is.</summary>
    public required RedisTarget Target { get; init; }

    /// <summary>The channel of the events, and the beginning of every key.</summary>
    public string Channel { get; init; } = "luthien:activity";

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long Redis may take to confirm what was published.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the node says in the channel where its numbers stand.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Events that may wait for Redis; the oldest are dropped, and counted by gaps at the other nodes.</summary>
    public int Queue { get; init; } = 10_000;

    /// <summary>The first wait before connecting again.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a connection must have stood for the next wait to be a first one again.</summary>
    public TimeSpan HealthyAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many attempts in a row may fail before it is given up until the process is started again; 0: never.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>How long a place of a stream stays taken when the node that counted it has died.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);
}
