namespace LuthienProxy.Storage.Rows;

/// <summary>The columns of <c>transactions</c> that a call's end sets. Texts hold no control characters and no lone surrogates.</summary>
sealed record EndedColumns
{
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>A word of <see cref="RowWords"/>.</summary>
    public required string State { get; init; }

    /// <summary>Whether recovery concluded this end: it is provisional, and yields to the call's own end where that turns up later.</summary>
    public bool IsRecovered { get; init; }

    public int? Status { get; init; }

    public string? StopReason { get; init; }

    public string? ErrorCode { get; init; }

    public string? Error { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public long? CacheReadTokens { get; init; }

    public long? CacheCreationTokens { get; init; }

    public long? ReasoningTokens { get; init; }

    public long BytesReceived { get; init; }

    public long BytesDelivered { get; init; }

    public double? FirstByteMs { get; init; }

    public double? DurationMs { get; init; }
}
