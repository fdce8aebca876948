using System.Text.Json;

namespace LuthienProxy.Host.Policies;

/// <summary>One place where two versions differ.</summary>
/// <param name="Path">The place: <c>policies[0].config.readOnly</c>.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Before">What stood there; null when nothing did.</param>
/// <param name="After">What stands there; null when nothing does.</param>
sealed record DiffChange(string Path, string Change, JsonElement? Before, JsonElement? After);
