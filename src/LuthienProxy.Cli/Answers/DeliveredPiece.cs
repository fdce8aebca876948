namespace LuthienProxy.Cli.Answers;

/// <summary>Consecutive bytes of an answer, and how long after the call's beginning they were delivered.</summary>
sealed record DeliveredPiece(double AfterMs, string Base64);
