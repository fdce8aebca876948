namespace LuthienProxy.Cli.Answers;

/// <summary>What a client was delivered.</summary>
sealed record Delivery(string TransactionId, IReadOnlyList<DeliveredPiece> Pieces, IReadOnlyList<string> Gaps);
