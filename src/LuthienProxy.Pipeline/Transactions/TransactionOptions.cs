using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>What bounds a transaction. Defaults and their reasons stand in <c>hocon/luthien.conf</c>.</summary>
public sealed record TransactionOptions
{
    /// <summary>From asking the upstream to the first byte of its answer.</summary>
    public TimeSpan FirstByteTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between two reads from the upstream.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(280);

    /// <summary>The whole call.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>How long a client may take nothing of what is ready for it.</summary>
    public TimeSpan ClientStallTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest server-sent event of an upstream, in bytes.</summary>
    public int MaxEventBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The largest body of an answer that is not streamed, and of an upstream's error, in bytes.</summary>
    public long MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many bytes are written for a client before the stream waits for it to take them.</summary>
    public int FlushAt { get; init; } = 16 * 1024;

    /// <summary>Calls that may run at once.</summary>
    public int MaxCalls { get; init; } = 20_000;

    /// <summary>How long a client whose answer has begun may hear nothing while policies hold it; zero: they may hold it in silence.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The form of the words that policies add; null: what suits each client.</summary>
    public MessageForm? MessageForm { get; init; }
}
