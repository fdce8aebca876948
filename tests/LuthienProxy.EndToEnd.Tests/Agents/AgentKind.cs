namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>An agent, and the way in which its model calls tools.</summary>
public enum AgentKind
{
    /// <summary>Claude Code.</summary>
    ClaudeCode,

    /// <summary>Codex with a model whose one tool takes JavaScript.</summary>
    Codex,

    /// <summary>Codex with a model whose tools are functions.</summary>
    CodexWithFunctions,
}
