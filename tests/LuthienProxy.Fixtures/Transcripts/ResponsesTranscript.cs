using System.Text.Json;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Transcripts;

/// <summary>The rules of OpenAI Responses for what is sent back (protocols: R7 to R9, and what the provider answers with 400).</summary>
sealed class ResponsesTranscript(Issued issued)
{
    const int LongestId = 64;

    static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["message"] = "msg_",
        ["function_call"] = "fc_",
        ["custom_tool_call"] = "ctc_",
        ["reasoning"] = "rs_",
    };

    public IEnumerable<TranscriptViolation> Check(JsonElement body)
    {
        var items = LooseJson.Items(body, "input").ToList();
        foreach (var id in TranscriptJson.Twice(items.Select(item => item.Text("id"))))
            yield return new("id", $"The item {id} stands there twice.");
        foreach (var violation in Pairs(items, "function_call").Concat(Pairs(items, "custom_tool_call")))
            yield return violation;
        for (var at = 0; at < items.Count; at++)
            foreach (var violation in Check(items, at))
                yield return violation;
        var loop = items.FindLastIndex(item => item.Text("role") == "user");
        foreach (var violation in Reasoned(items[(loop + 1)..]))
            yield return violation;
    }

    IEnumerable<TranscriptViolation> Check(List<JsonElement> items, int at)
    {
        var item = items[at];
        if (item.Text("id") is { } id && Prefixes.TryGetValue(item.Text("type") ?? "", out var prefix) && !id.StartsWith(prefix, StringComparison.Ordinal))
            yield return new("id", $"The id {id} does not begin with {prefix}.");
        if (item.Text("role") == "assistant" && (LooseJson.Items(item, "content").All(Says) is false || !LooseJson.Items(item, "content").Any()))
            yield return new("empty-text", $"Item {at} is a message without words.");
        if (item.Text("type") != "reasoning")
            yield break;
        var known = item.Text("encrypted_content") is { } seal ? issued.ReasoningOf(seal) : null;
        if (known is null || known != string.Concat(LooseJson.Items(item, "summary").Select(part => part.Text("text"))))
            yield return new("seal", $"Reasoning in item {at} is not what was sealed.");
        if (at + 1 >= items.Count || !IsSaid(items[at + 1]))
            yield return new("first-block", $"Nothing that the model said follows its reasoning in item {at}.");
    }

    IEnumerable<TranscriptViolation> Pairs(List<JsonElement> items, string type)
    {
        var calls = items.Where(item => item.Text("type") == type).Select(item => item.Text("call_id")).ToList();
        var results = items.Where(item => item.Text("type") == type + "_output").Select(item => item.Text("call_id")).ToList();
        if (!calls.Order().SequenceEqual(results.Order()))
            yield return new("pairing", $"The calls ({string.Join(", ", calls)}) are not those with results ({string.Join(", ", results)}).");
        foreach (var id in TranscriptJson.Twice(calls))
            yield return new("id", $"The tool call {id} stands there twice.");
        foreach (var id in calls.Where(id => !TranscriptJson.IsId(id, LongestId) || issued.CallOf(id!) is null))
            yield return new("id", $"The tool call {id} was never made.");
        foreach (var id in results.Where(id => items.FindIndex(item => item.Text("call_id") == id) is var first && items[first].Text("type") != type))
            yield return new("pairing", $"The result of {id} stands before its call.");
    }

    // A call of the loop that is under way needs the reasoning that led to it.
    IEnumerable<TranscriptViolation> Reasoned(List<JsonElement> items)
    {
        var seals = items.Select(item => item.Text("encrypted_content")).ToHashSet();
        var calls = items.Where(item => item.Text("type") is "function_call" or "custom_tool_call").Select(item => item.Text("call_id")).OfType<string>();
        return calls.Where(id => issued.CallOf(id) is { } call && call.Seals.Any(seal => !seals.Contains(seal)))
            .Select(id => new TranscriptViolation("seal", $"The reasoning that led to {id} is missing."));
    }

    static bool Says(JsonElement part) => !TranscriptJson.IsBlank(part.Text("text") ?? part.Text("refusal"));

    static bool IsSaid(JsonElement item) => item.Text("type") is "function_call" or "custom_tool_call" or "reasoning" || item.Text("role") == "assistant";
}
