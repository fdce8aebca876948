namespace LuthienProxy.Cli.Answers;

/// <summary>One recorded call, and what it would have come to.</summary>
sealed record ReplayedCall(
    string TransactionId, CallEntry? Call, string Change, string Before, string After, IReadOnlyList<ReplayedDecision> Decisions, double PolicyMs,
    RequestDifference? Request, AnswerDifference? Response, IReadOnlyList<string> Gaps);
