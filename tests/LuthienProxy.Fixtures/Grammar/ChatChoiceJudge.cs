using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>Judges one choice of a streamed chat completion.</summary>
sealed class ChatChoiceJudge(long index, Action<string, string> report)
{
    readonly HashSet<string> _callIds = [];
    bool _hasBegun;
    bool _hasLegacyCall;
    long _calls;
    string? _finish;

    /// <summary>Judges the choice's part of the next chunk.</summary>
    public void Take(JsonElement choice)
    {
        var delta = LooseJson.Field(choice, "delta");
        if (delta.ValueKind != JsonValueKind.Object)
            Report("C1", "has no delta");
        TakeRole(LooseJson.Text(delta, "role"));
        var hasText = Says(delta, "content") || Says(delta, "refusal") || Says(delta, "reasoning_content") || Says(delta, "reasoning");
        var calls = LooseJson.Items(delta, "tool_calls").ToList();
        var legacy = LooseJson.Field(delta, "function_call").ValueKind == JsonValueKind.Object;
        if (_finish is not null && (hasText || legacy || calls.Count > 0))
            Report("C3", "goes on after its finish_reason");
        foreach (var call in calls)
            TakeCall(call);
        _hasLegacyCall |= legacy;
        TakeFinish(LooseJson.Field(choice, "finish_reason"), hasText, calls.Count > 0 || legacy);
    }

    /// <summary>Judges the end of the answer.</summary>
    public void End()
    {
        if (_finish is null)
            Report("C3", "has no finish_reason");
    }

    void TakeRole(string? role)
    {
        if (!_hasBegun && role != "assistant")
            Report("C2", "begins without its role");
        if (_hasBegun && !string.IsNullOrEmpty(role))
            Report("C2", "repeats its role");
        _hasBegun = true;
    }

    void TakeCall(JsonElement entry)
    {
        var at = LooseJson.Number(entry, "index");
        if (at is null || at < 0 || at > _calls)
            Report("C4", $"has a tool call with the index {at} where {_calls} is the next");
        else if (at == _calls)
            BeginCall(entry);
        else if (!string.IsNullOrEmpty(LooseJson.Text(entry, "id")) || !string.IsNullOrEmpty(LooseJson.Text(ChatToolCalls.Callee(entry), "name")))
            Report("I-05", "repeats the id or name of a tool call");
    }

    void BeginCall(JsonElement entry)
    {
        _calls++;
        if (ChatToolCalls.IsHeadless(entry))
            Report("C4", "begins a tool call without id, type or name");
        if (!_callIds.Add(LooseJson.Text(entry, "id") ?? ""))
            Report("C4", "has two tool calls with one id");
    }

    void TakeFinish(JsonElement finish, bool hasText, bool hasCalls)
    {
        if (finish.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;
        if (_finish is not null)
            Report("I-01", "has two finish_reasons");
        _finish = finish.ValueKind == JsonValueKind.String ? finish.GetRawText()[1..^1] : "";
        if (_finish.Length == 0)
            Report("C3", "has an empty finish_reason");
        if (hasCalls)
            Report("I-02", "has a tool call and a finish_reason in one chunk");
        if (hasText)
            Report("I-03", "has text and a finish_reason in one chunk");
        if (ChatToolCalls.Contradicts(_finish, _calls > 0, _hasLegacyCall))
            Report("C5", $"has the finish_reason {_finish}, which contradicts its content");
    }

    void Report(string statement, string predicate) => report(statement, $"Choice {index} {predicate}.");

    static bool Says(JsonElement delta, string name) => LooseJson.Text(delta, name) is { Length: > 0 };
}
