namespace LuthienProxy.Demo.Agents;

/// <summary>What came of a tool call.</summary>
/// <param name="Text">What the model is told.</param>
/// <param name="IsError">Whether it failed.</param>
sealed record ToolResult(string Text, bool IsError = false);
