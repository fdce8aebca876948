namespace LuthienProxy.Cli.Answers;

/// <summary>A call that runs.</summary>
sealed record RunningCall(
    string TransactionId, string State, double AgeMs, string Format, string Model, bool IsStream, string? Upstream, string? Client, PolicyOfCall? Policy, int? PolicyStage, int PolicyStages,
    double? FirstByteMs, long ChunksIn, long ChunksOut, long HeldBack, long BytesIn, long BytesOut);
