namespace LuthienProxy.Cli.Answers;

/// <summary>What a gateway needs besides itself.</summary>
sealed record DependencyList(IReadOnlyList<DependencyEntry> Dependencies);
