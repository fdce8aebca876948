using System.Text.Json;

namespace LuthienProxy.Cli.Answers;

/// <summary>One stage of an instance.</summary>
sealed record PolicyStage(string Policy, string? Name, JsonElement? Config, string? Mode, string? OnFailure);
