namespace LuthienProxy.Storage.Rows;

/// <summary>The columns of <c>transactions</c> that a call's beginning sets. Texts hold no control characters and no lone surrogates.</summary>
sealed record OpenedColumns
{
    public required DateTimeOffset OpenedAt { get; init; }

    public required string NodeId { get; init; }

    public required string Format { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Model { get; init; }

    public required bool IsStream { get; init; }

    /// <summary>A word of <see cref="RowWords"/>.</summary>
    public required string Kind { get; init; }

    public string? SessionId { get; init; }

    public string? TraceId { get; init; }
}
