namespace LuthienProxy.Protocol.Journal;

/// <summary>A policy asked a model. The call bypasses the chain and uses the server's key.</summary>
public sealed record JudgeCalled : JournalEvent
{
    /// <summary>The policy's instance name.</summary>
    public required string Policy { get; init; }

    /// <summary>The upstream that was asked.</summary>
    public required string Upstream { get; init; }

    /// <summary>The model that was asked.</summary>
    public required string Model { get; init; }

    /// <summary>What names the question: the SHA-256 of all that was asked, in hexadecimal; null in records from before it was kept.</summary>
    public string? Question { get; init; }

    /// <summary>Whether the answer came from the cache.</summary>
    public bool IsCached { get; init; }

    /// <summary>How many attempts it took.</summary>
    public int Attempts { get; init; }

    /// <summary>How long it took, all attempts together.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The answer as it came; null when there was none.</summary>
    public Payload? Answer { get; init; }

    /// <summary>Why there is no usable answer; null when there is one.</summary>
    public string? Failure { get; init; }
}
