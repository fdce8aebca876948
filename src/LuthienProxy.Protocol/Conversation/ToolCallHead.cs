namespace LuthienProxy.Protocol.Conversation;

/// <summary>What is known of a tool call before its arguments.</summary>
/// <param name="Id">The id that the tool's result will name (<c>toolu_…</c>, <c>call_…</c>).</param>
/// <param name="Name">The tool's name.</param>
/// <param name="IsCustom">Whether the arguments are free text (OpenAI custom tools) rather than JSON.</param>
public sealed record ToolCallHead(string Id, string Name, bool IsCustom = false);
