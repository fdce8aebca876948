namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>A row of <c>transactions</c>. Numbers are as wide as an engine may answer with.</summary>
public sealed record RecordedCall
{
    public string State { get; init; } = "open";

    public long IsEnded { get; init; }

    public long IsRecovered { get; init; }

    public string Model { get; init; } = "claude-x";

    public string Kind { get; init; } = "turn";

    public string? SessionId { get; init; }

    public string? Upstream { get; init; }

    public long? UpstreamStatus { get; init; }

    public long? Status { get; init; }

    public string? StopReason { get; init; }

    public string? ErrorCode { get; init; }

    public string? Error { get; init; }

    public long IsIntervened { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public long? CacheReadTokens { get; init; }

    public long? CacheCreationTokens { get; init; }

    public long? ReasoningTokens { get; init; }

    public long BytesReceived { get; init; }

    public long BytesDelivered { get; init; }

    public double? FirstByteMs { get; init; }

    public double? DurationMs { get; init; }

    public long EventCount { get; init; }
}
