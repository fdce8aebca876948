using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>Judges whole <c>response</c> objects: a body, or what the terminal event carries.</summary>
static class ResponsesObjectJudge
{
    static readonly string[] Statuses = ["completed", "incomplete", "failed", "cancelled", "queued", "in_progress"];

    public static void CheckEnd(JsonElement response, Action<string, string> report)
    {
        if (string.IsNullOrEmpty(LooseJson.Text(response, "id")))
            report("R2", "The last response has no id.");
        if (!Statuses.Contains(LooseJson.Text(response, "status")))
            report("R2", "The last response has no known status.");
        if (LooseJson.Field(response, "output").ValueKind != JsonValueKind.Array)
            report("R2", "The last response has no output.");
        if (LooseJson.Field(response, "usage").ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            report("R2", "The last response has no usage.");
        CheckUsage(LooseJson.Field(response, "usage"), report);
        CheckCalls([.. LooseJson.Items(response, "output")], report);
    }

    static void CheckUsage(JsonElement usage, Action<string, string> report)
    {
        if (usage.ValueKind != JsonValueKind.Object)
            return;
        var input = LooseJson.Number(usage, "input_tokens") ?? 0;
        var output = LooseJson.Number(usage, "output_tokens") ?? 0;
        if (LooseJson.Number(usage, "total_tokens") != input + output)
            report("R13", "total_tokens is not input and output together.");
        if (LooseJson.Number(LooseJson.Field(usage, "input_tokens_details"), "cached_tokens") > input)
            report("R13", "More tokens were cached than came in.");
        if (LooseJson.Number(LooseJson.Field(usage, "output_tokens_details"), "reasoning_tokens") > output)
            report("R13", "More tokens were spent on reasoning than came out.");
    }

    static void CheckCalls(JsonElement[] items, Action<string, string> report)
    {
        var calls = items.Where(item => LooseJson.Text(item, "type") is "function_call" or "custom_tool_call").ToArray();
        if (calls.Any(call => string.IsNullOrEmpty(LooseJson.Text(call, "call_id")) || string.IsNullOrEmpty(LooseJson.Text(call, "name"))))
            report("R8", "A call has no call_id or no name.");
        if (calls.Select(call => LooseJson.Text(call, "call_id")).Distinct().Count() != calls.Length)
            report("R8", "Two calls have the same call_id.");
    }
}
