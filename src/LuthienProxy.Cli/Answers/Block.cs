namespace LuthienProxy.Cli.Answers;

/// <summary>A piece of an answer.</summary>
sealed record Block(string Kind, string Text, string? ToolName);
