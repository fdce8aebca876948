using LuthienProxy.Policies;

namespace LuthienProxy.Host.Settings;

/// <summary>Checks <c>luthien.policy</c>.</summary>
static class PolicyCheck
{
    const int Most = 1 << 30;
    static readonly TimeSpan LongestHeartbeat = TimeSpan.FromHours(1);
    static readonly TimeSpan ShortestWatch = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(1);

    static readonly string[] Sources = ["db", "file", "db-fallback-file", "file-fallback-db"];

    static readonly string[] Forms = ["auto", "text", "terminal", "web"];

    public static IEnumerable<SettingProblem> Of(PolicySettings policy) => [.. Source(policy), .. Messages(policy), .. Times(policy), .. Numbers(policy.Limits)];

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
}
