namespace LuthienProxy.Cli.Answers;

/// <summary>One call with what the policies decided.</summary>
sealed record CallDetail(CallEntry Call, IReadOnlyList<Decision> Decisions, IReadOnlyList<JudgeCall> Judges, Answer? Response, IReadOnlyList<string> Gaps);
