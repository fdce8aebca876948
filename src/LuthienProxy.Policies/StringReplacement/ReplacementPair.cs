using System.ComponentModel;

namespace LuthienProxy.Policies.StringReplacement;

/// <summary>One replacement.</summary>
/// <param name="Find">What is looked for; not empty.</param>
/// <param name="Replace">What stands there instead; empty removes.</param>
public sealed record ReplacementPair(
    [property: Description("What is looked for; not empty.")] string Find,
    [property: Description("What stands there instead; empty removes.")] string Replace);
