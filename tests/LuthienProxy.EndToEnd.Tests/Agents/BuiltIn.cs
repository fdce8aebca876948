namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>A built-in policy as the agents meet it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Config">Its settings.</param>
/// <param name="Closing">What it makes of what the agent's model usually says in the end.</param>
sealed record BuiltIn(string Name, string Config = "{}", string Closing = AgentModel.UsualClosing)
{
    const string Judge = "\"upstream\": \"judge\", \"model\": \"claude-that-judges\"";

    static readonly string Loud = AgentModel.UsualClosing.ToUpperInvariant();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BuiltIn> All { get; } =
    [
        new("NoOp"),
        new("DebugLogging"),
        new("AllCaps", Closing: Loud),
        new("StringReplacement", """{ "pairs": [ { "find": "done", "replace": "finished" } ], "matchCapitalisation": true, "direction": "Both" }""", "Finished: the tool ran and I saw its result."),
        new("RegexRedaction", """{ "patterns": [ { "name": "tool", "pattern": "too[a-z]", "wholeWord": true } ] }""", "Done: the [redacted tool] ran and I saw its result."),
        new("BlockDangerousCommands"),
        new("BlockSensitiveFileWrites"),
        new("BlockWebRequests"),
        new("SqlProtection", """{ "readOnly": true }"""),
        new("SimpleJudge", $$"""{ {{Judge}}, "rules": [ "Nothing is condemned." ] }"""),
        new("ToolCallJudge", $$"""{ {{Judge}}, "blockedTemplate": "{explanation} (probability {probability})" }"""),
        new("SimpleToolCallJudge", $$"""{ {{Judge}} }"""),
        new("MultiSerial", """{ "policies": [ { "policy": "NoOp" }, { "policy": "AllCaps" } ] }""", Loud),
        new("MultiParallel", """{ "policies": [ { "policy": "BlockDangerousCommands" }, { "policy": "SqlProtection" } ] }"""),
        new("Conditional", """{ "when": { "tools": [ "Bash", "exec*", "shell*" ] }, "unless": { "kinds": [ "Title" ] }, "policies": [ { "policy": "AllCaps" } ] }""", Loud),
    ];

    /// <summary>The policy as it stands in a list.</summary>
    public string Definition => $$"""{ "policy": "{{Name}}", "config": {{Config}} }""";

    /// <summary>The policy of this name.</summary>
    public static BuiltIn Named(string name) => All.Single(policy => policy.Name == name);
}
