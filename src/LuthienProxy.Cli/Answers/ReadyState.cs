namespace LuthienProxy.Cli.Answers;

/// <summary>Whether the gateway takes calls.</summary>
sealed record ReadyState(string Status, IReadOnlyList<string> Reasons);
