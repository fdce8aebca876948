using LuthienProxy.Policies;

namespace LuthienProxy.Host.Settings;

/// <summary>Checks <c>luthien.policy</c>.</summary>
static class PolicyCheck
{
    const int Most = 1 << 30;
    static readonly TimeSpan LongestHeartbeat = TimeSpan.FromHours(1);
    static readonly TimeSpan ShortestWatch = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(1);

    /// <summary>A body has at most 256 KiB, and a character up to four bytes.</summary>
    const int MostPrompt = 32_768;

    static readonly TimeSpan ShortestTrial = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestTrial = TimeSpan.FromMinutes(10);
    static readonly TimeSpan LongestReplay = TimeSpan.FromHours(1);

    static readonly string[] Sources = ["db", "file", "db-fallback-file", "file-fallback-db"];

    static readonly string[] Forms = ["auto", "text", "terminal", "web"];

    public static IEnumerable<SettingProblem> Of(PolicySettings policy) => [.. Source(policy), .. Messages(policy), .. Times(policy), .. Numbers(policy.Limits), .. Trials(policy.Trials), .. Replays(policy.Replays)];

    static IEnumerable<SettingProblem> Source(PolicySettings policy)
    {
        if (!Sources.Contains(policy.Source, StringComparer.Ordinal))
            yield return new("policy.source", $"(POLICY_SOURCE) must be one of {string.Join(", ", Sources)}.");
        else if (policy.Source != "db" && policy.Config.Length == 0)
            yield return new("policy.config", $"(POLICY_CONFIG) must name the file that POLICY_SOURCE={policy.Source} reads.");
        if (policy.WatchInterval.IsInfinite || policy.WatchInterval.ToTimeSpan() < ShortestWatch || policy.WatchInterval.ToTimeSpan() > LongestWatch)
            yield return new("policy.watch-interval", "must lie between 50ms and 1m.");
    }

    static IEnumerable<SettingProblem> Messages(PolicySettings policy) =>
        Forms.Contains(policy.Messages, StringComparer.Ordinal) ? [] : [new("policy.messages", $"must be one of {string.Join(", ", Forms)}.")];

    static IEnumerable<SettingProblem> Times(PolicySettings policy)
    {
        if (policy.Heartbeat.IsInfinite || policy.Heartbeat.ToTimeSpan() < TimeSpan.Zero || policy.Heartbeat.ToTimeSpan() > LongestHeartbeat)
            yield return new("policy.heartbeat", "must be at most an hour; 0s switches it off.");
        var decision = policy.Limits.DecisionTimeout;
        if (decision.IsInfinite || decision.ToTimeSpan() <= TimeSpan.Zero || decision.ToTimeSpan() > PolicyLimits.LongestDecision)
            yield return new("policy.limits.decision-timeout", $"must be longer than nothing and at most {PolicyLimits.LongestDecision.TotalMinutes:0} minutes: agents give up after 300 s.");
    }

    static IEnumerable<SettingProblem> Numbers(PolicyLimitSettings limits) =>
        from entry in new[] { ("max-held", limits.MaxHeld), ("judge-calls", limits.JudgeCalls), ("shadow-buffer", limits.ShadowBuffer) }
        where entry.Item2 is < 1 or > Most
        select new SettingProblem($"policy.limits.{entry.Item1}", $"must lie between 1 and {Most}.");

    static IEnumerable<SettingProblem> Trials(TrialSettings trials)
    {
        if (trials.AtOnce is < 1 or > 1_000)
            yield return new("policy.trials.at-once", "must lie between 1 and 1000.");
        if (trials.Timeout.IsInfinite || trials.Timeout.ToTimeSpan() < ShortestTrial || trials.Timeout.ToTimeSpan() > LongestTrial)
            yield return new("policy.trials.timeout", "must lie between 1s and 10m.");
        if (trials.MaxPrompt is < 1 or > MostPrompt)
            yield return new("policy.trials.max-prompt", $"must lie between 1 and {MostPrompt}.");
        if (trials.MaxTokens is < 1 or > 1_000_000)
            yield return new("policy.trials.max-tokens", "must lie between 1 and 1000000.");
    }

    static IEnumerable<SettingProblem> Replays(ReplaySettings replays)
    {
        if (replays.AtOnce is < 1 or > 100)
            yield return new("policy.replays.at-once", "must lie between 1 and 100.");
        if (replays.Parallel is < 1 or > 64)
            yield return new("policy.replays.parallel", "must lie between 1 and 64.");
        if (replays.Timeout.IsInfinite || replays.Timeout.ToTimeSpan() < ShortestTrial || replays.Timeout.ToTimeSpan() > LongestReplay)
            yield return new("policy.replays.timeout", "must lie between 1s and 1h.");
        if (replays.MaxCalls is < 1 or > 100_000)
            yield return new("policy.replays.max-calls", "must lie between 1 and 100000.");
    }
}
