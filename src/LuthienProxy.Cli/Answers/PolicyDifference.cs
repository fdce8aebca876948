namespace LuthienProxy.Cli.Answers;

/// <summary>What differs between two versions.</summary>
sealed record PolicyDifference(string Name, int From, int To, IReadOnlyList<PolicyDifferenceAt> Changes);
