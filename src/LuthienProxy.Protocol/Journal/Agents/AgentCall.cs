using System.Runtime.InteropServices;

namespace LuthienProxy.Protocol.Journal.Agents;

/// <summary>What a call tells about the agent that made it.</summary>
/// <param name="Kind">What the call is for.</param>
/// <param name="SessionId">The agent's session; null where it names none, or names it in a way that <see cref="SessionIdSyntax"/> refuses.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AgentCall(CallKind Kind, string? SessionId);
