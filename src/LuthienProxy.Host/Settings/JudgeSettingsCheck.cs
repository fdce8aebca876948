namespace LuthienProxy.Host.Settings;

/// <summary>Checks <c>luthien.policy.judges</c>.</summary>
static class JudgeSettingsCheck
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static IEnumerable<SettingProblem> Of(JudgeSettings judges) => [.. Numbers(judges), .. Times(judges)];

    static IEnumerable<SettingProblem> Numbers(JudgeSettings judges)
    {
        if (judges.MaxResponse.Bytes is < 1 << 10 or > 1 << 26)
            yield return new("policy.judges.max-response", "must lie between 1KiB and 64MiB.");
        if (judges.MaxQuestions is < 1 or > 10_000)
            yield return new("policy.judges.max-questions", "must lie between 1 and 10000.");
        if (judges.Breaker.MinQuestions is < 2 or > 10_000)
            yield return new("policy.judges.breaker.min-questions", "must lie between 2 and 10000: one failure may be an accident.");
        if (judges.Breaker.FailureRatio is not (> 0 and <= 1))
            yield return new("policy.judges.breaker.failure-ratio", "must be more than 0 and at most 1.");
    }

    static IEnumerable<SettingProblem> Times(JudgeSettings judges) =>
        from entry in new[]
        {
            ("timeout", judges.Timeout), ("breaker.window", judges.Breaker.Window), ("breaker.patience", judges.Breaker.Patience), ("breaker.reset-timeout", judges.Breaker.ResetTimeout),
        }
        where entry.Item2.IsInfinite || entry.Item2.ToTimeSpan() < Shortest || entry.Item2.ToTimeSpan() > Longest
        select new SettingProblem($"policy.judges.{entry.Item1}", "must lie between 500ms and an hour.");
}
