namespace LuthienProxy.Host.Inspection;

/// <summary>The nodes that share the database.</summary>
/// <param name="Nodes">Those that live, by name, then those that stop, then those that are gone.</param>
/// <param name="IsComplete">Whether the database could be asked; otherwise only the one that answers is here.</param>
sealed record NodeListView(IReadOnlyList<NodeView> Nodes, bool IsComplete);
