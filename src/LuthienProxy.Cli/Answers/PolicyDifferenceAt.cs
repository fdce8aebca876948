using System.Text.Json;

namespace LuthienProxy.Cli.Answers;

/// <summary>One place where they differ.</summary>
sealed record PolicyDifferenceAt(string Path, string Change, JsonElement? Before, JsonElement? After);
