namespace LuthienProxy.Policies.Judges;

/// <summary>What must be true of a judge's configuration before it is used.</summary>
static class JudgeCheck
{
    public static IEnumerable<PolicyProblem> Of(JudgeOptions options, PolicyBinding binding)
    {
        if (string.IsNullOrWhiteSpace(options.Upstream))
            yield return binding.Problem("upstream", "The upstream that is asked must be named.");
        else if (binding.Judges.Find(options.Upstream) is null)
            yield return binding.Problem("upstream", $"There is no upstream '{options.Upstream}' with a key of the server's own; the client's key is never used for judges.");
        if (string.IsNullOrWhiteSpace(options.Model))
            yield return binding.Problem("model", "The model that is asked must be named.");
        if (options.Threshold is not (>= 0 and <= 1))
            yield return binding.Problem("threshold", "It must be from 0 to 1.");
        if (!(options.TimeoutSeconds > 0) || options.TimeoutSeconds > binding.Limits.DecisionTimeout.TotalSeconds)
            yield return binding.Problem("timeoutSeconds", $"It must be more than nothing and at most the decision's own limit, {binding.Limits.DecisionTimeout.TotalSeconds:0.#} s.");
        if (options.Retries is < 0 or > 10)
            yield return binding.Problem("retries", "It must be from 0 to 10.");
        if (options.MaxOutputTokens is < 16 or > 100_000)
            yield return binding.Problem("maxOutputTokens", "It must be from 16 to 100,000.");
        if (options.Concurrency is < 1 or > 64)
            yield return binding.Problem("concurrency", "It must be from 1 to 64.");
        if (options.CacheEntries is < 0 or > 1_000_000)
            yield return binding.Problem("cacheEntries", "It must be from 0 to 1,000,000.");
        if (!(options.CacheSeconds >= 0))
            yield return binding.Problem("cacheSeconds", "It must not be negative.");
    }
}
