namespace LuthienProxy.Cli.Answers;

/// <summary>Types that are sorted together.</summary>
sealed record PolicyCategory(string Category, IReadOnlyList<PolicyType> Policies);
