namespace LuthienProxy.Cli.Answers;

/// <summary>The gateways that share a database.</summary>
sealed record NodeList(IReadOnlyList<NodeEntry> Nodes);
