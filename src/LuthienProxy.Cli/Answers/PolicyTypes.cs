namespace LuthienProxy.Cli.Answers;

/// <summary>The types that there are.</summary>
sealed record PolicyTypes(IReadOnlyList<PolicyCategory> Categories, IReadOnlyList<BrokenType> Broken);
