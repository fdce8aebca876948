namespace LuthienProxy.Policies.StringReplacement;

/// <summary>One replacement.</summary>
/// <param name="Find">What is looked for; not empty.</param>
/// <param name="Replace">What stands there instead; empty removes.</param>
public sealed record ReplacementPair(string Find, string Replace);
