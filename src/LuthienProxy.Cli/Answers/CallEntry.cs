namespace LuthienProxy.Cli.Answers;

/// <summary>One call.</summary>
sealed record CallEntry(
    string TransactionId, DateTimeOffset OpenedAt, DateTimeOffset? EndedAt, string Node, string Format, string Path, string? Model, bool IsStream, string? SessionId, string? Title, string? Upstream,
    string State, int? Status, string? StopReason, string? ErrorCode, string? Error, bool IsIntervened, Tokens? Usage, long BytesReceived, long BytesDelivered, double? FirstByteMs, double? DurationMs, int EventCount);
