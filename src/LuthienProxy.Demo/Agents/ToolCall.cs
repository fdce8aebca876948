using System.Text.Json;

namespace LuthienProxy.Demo.Agents;

/// <summary>What a model wants done.</summary>
/// <param name="Id">The id that its result must name.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Input">Its arguments.</param>
sealed record ToolCall(string Id, string Tool, JsonElement Input);
