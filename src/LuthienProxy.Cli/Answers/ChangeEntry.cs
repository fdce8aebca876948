using System.Text.Json;

namespace LuthienProxy.Cli.Answers;

/// <summary>One change by an administrator.</summary>
sealed record ChangeEntry(DateTimeOffset At, string Node, string Actor, string Origin, string Action, string? Subject, JsonElement? Detail, string Outcome);
