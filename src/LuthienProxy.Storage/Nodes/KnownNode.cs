namespace LuthienProxy.Storage.Nodes;

/// <summary>A node as the database knows it. Immutable.</summary>
/// <param name="Node">Its name.</param>
/// <param name="StartedAt">When its process began, by its own clock.</param>
/// <param name="SeenAt">When it last said that it lives.</param>
/// <param name="IsGone">Whether it has ended, or not said so for longer than a node may that lives.</param>
/// <param name="Report">What it said of itself then.</param>
public sealed record KnownNode(string Node, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsGone, NodeReport Report);
