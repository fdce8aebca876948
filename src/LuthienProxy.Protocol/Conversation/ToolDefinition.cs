using System.Text.Json;

namespace LuthienProxy.Protocol.Conversation;

/// <summary>A tool the request offers to the model.</summary>
/// <param name="Name">The tool's name; for a server tool without one, its type.</param>
/// <param name="Kind">The format's word for its kind: <c>function</c>, <c>custom</c>, <c>namespace</c>, <c>web_search</c>, ….</param>
/// <param name="Description">What it does; null where it says nothing.</param>
/// <param name="Raw">The definition as it came.</param>
public sealed record ToolDefinition(string Name, string Kind, string? Description, JsonElement Raw);
