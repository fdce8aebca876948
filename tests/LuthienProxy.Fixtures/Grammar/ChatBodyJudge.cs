using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>Judges a chat completion that was not streamed.</summary>
static class ChatBodyJudge
{
    /// <summary>Reports each rule that the body breaks.</summary>
    public static void Check(JsonElement root, Action<string, string> report)
    {
        if (LooseJson.Text(root, "object") != "chat.completion")
            report("C6", "The body's object is not chat.completion.");
        foreach (var name in new[] { "id", "created", "model" })
            if (LooseJson.Field(root, name).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
                report("C1", $"The body has no {name}.");
        var seen = new HashSet<long?>();
        foreach (var choice in LooseJson.Items(root, "choices"))
        {
            if (!seen.Add(LooseJson.Number(choice, "index")) || seen.Contains(null))
                report("C8", "Two choices have one index, or one has none.");
            CheckChoice(choice, report);
        }
        if (seen.Count == 0)
            report("C1", "The body has no choices.");
    }

    static void CheckChoice(JsonElement choice, Action<string, string> report)
    {
        var message = LooseJson.Field(choice, "message");
        if (LooseJson.Text(message, "role") != "assistant")
            report("C2", "A message does not name the assistant.");
        var calls = LooseJson.Items(message, "tool_calls").ToList();
        var ids = new HashSet<string?>();
        foreach (var call in calls)
        {
            if (ChatToolCalls.IsHeadless(call))
                report("C4", "A tool call lacks its id, type or name.");
            if (!ids.Add(LooseJson.Text(call, "id")))
                report("C4", "Two tool calls have one id.");
        }
        var finish = LooseJson.Text(choice, "finish_reason");
        if (string.IsNullOrEmpty(finish))
            report("C3", "A choice has no finish_reason.");
        var isLegacy = LooseJson.Field(message, "function_call").ValueKind == JsonValueKind.Object;
        if (ChatToolCalls.Contradicts(finish, calls.Count > 0, isLegacy))
            report("C5", $"The finish_reason {finish} contradicts the content.");
    }
}
