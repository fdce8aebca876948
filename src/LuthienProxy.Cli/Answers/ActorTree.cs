namespace LuthienProxy.Cli.Answers;

/// <summary>The actors of a node.</summary>
sealed record ActorTree(string Node, int Count, bool IsTruncated, ActorEntry Root);
