namespace LuthienProxy.Host.Inspection;

/// <summary>What reached nobody on this node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Since">Since when it is counted.</param>
/// <param name="Summary">How often, the most frequent first.</param>
/// <param name="Latest">The latest, the oldest of them first.</param>
sealed record DeadLetterListView(string Node, DateTimeOffset Since, IReadOnlyList<DeadLetterCountView> Summary, IReadOnlyList<DeadLetterView> Latest);
