namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>When and how often the gateway repeats a call by itself, and only while nothing was delivered to the client.</summary>
public sealed record RetryOptions
{
    /// <summary>The most repetitions per upstream; default 0, at most 10.</summary>
    public int MaxRetries { get; init; }

    /// <summary>The wait before the first repetition; doubled each time, with jitter. A <c>Retry-After</c> of the upstream is honoured up to <see cref="MaxDelay"/>.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait between two tries.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a call whose route names several upstreams moves on to the next one when an upstream fails; default off.</summary>
    public bool Failover { get; init; }
}
