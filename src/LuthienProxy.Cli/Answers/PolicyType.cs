using System.Text.Json;

namespace LuthienProxy.Cli.Answers;

/// <summary>One type.</summary>
sealed record PolicyType(string Name, string Description, string UseCase, string Kind, bool IsPlugin, JsonElement Example);
