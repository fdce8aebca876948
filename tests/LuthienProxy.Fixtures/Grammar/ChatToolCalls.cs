using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>What is true of tool calls in a stream and in a body.</summary>
static class ChatToolCalls
{
    /// <summary>Whether an entry lacks what a call's first or only entry needs (C4).</summary>
    public static bool IsHeadless(JsonElement entry) =>
        string.IsNullOrEmpty(LooseJson.Text(entry, "id"))
        || string.IsNullOrEmpty(LooseJson.Text(Callee(entry), "name"))
        || LooseJson.Text(entry, "type") is not ("function" or "custom");

    /// <summary>What an entry calls.</summary>
    public static JsonElement Callee(JsonElement entry) =>
        LooseJson.Field(entry, "custom") is { ValueKind: JsonValueKind.Object } custom ? custom : LooseJson.Field(entry, "function");

    /// <summary>Whether a stop reason contradicts the content (C5). Limits and filters may end any content.</summary>
    public static bool Contradicts(string? finish, bool hasToolCalls, bool hasLegacyCall) => finish switch
    {
        "tool_calls" => !hasToolCalls,
        "function_call" => !hasLegacyCall || hasToolCalls,
        "stop" => hasToolCalls || hasLegacyCall,
        _ => false,
    };
}
