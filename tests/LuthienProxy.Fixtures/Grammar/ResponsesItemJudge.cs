using System.Text;
using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>Follows one output item: its parts, its deltas, and whether all copies of its texts agree (R4 to R7).</summary>
sealed class ResponsesItemJudge(int index, JsonElement added, Action<string, string> report)
{
    readonly SortedDictionary<(string Kind, long Index), PartState> _parts = [];

    public string? Id { get; } = LooseJson.Text(added, "id");

    public string? Type { get; } = LooseJson.Text(added, "type");

    /// <summary>The item as its <c>done</c> told it; undefined until then.</summary>
    public JsonElement Done { get; private set; }

    public bool IsDone => Done.ValueKind == JsonValueKind.Object;

    /// <summary>Takes an event that names the item by its output_index.</summary>
    public void Take(string type, JsonElement data)
    {
        if (IsDone)
            report("R3", $"{type} comes after item {index} was done.");
        if (LooseJson.Text(data, "item_id") != Id)
            report("R7", $"{type} names another item_id than item {index} has.");
        var content = LooseJson.Number(data, "content_index") ?? -1;
        switch (type)
        {
            case "response.content_part.added" when Type == "message":
                Open(("content", content), LooseJson.Field(data, "part"));
                break;
            case "response.content_part.done" when Type == "message":
                ClosePart(("content", content), LooseJson.Field(data, "part"));
                break;
            case "response.output_text.delta" or "response.refusal.delta":
                Append(("content", content), LooseJson.Text(data, "delta"), "R4", "message");
                break;
            case "response.output_text.done" or "response.refusal.done":
                EndText(("content", content), LooseJson.Text(data, "text") ?? LooseJson.Text(data, "refusal"));
                break;
            case "response.function_call_arguments.delta":
                Append(("call", 0), LooseJson.Text(data, "delta"), "R5", "function_call");
                break;
            case "response.function_call_arguments.done":
                EndText(("call", 0), LooseJson.Text(data, "arguments"));
                break;
            case "response.custom_tool_call_input.delta":
                Append(("call", 0), LooseJson.Text(data, "delta"), "R5", "custom_tool_call");
                break;
            case "response.custom_tool_call_input.done":
                EndText(("call", 0), LooseJson.Text(data, "input"));
                break;
            case "response.reasoning_summary_part.added":
                Open(("summary", LooseJson.Number(data, "summary_index") ?? -1), LooseJson.Field(data, "part"));
                break;
            case "response.reasoning_summary_part.done":
                ClosePart(("summary", LooseJson.Number(data, "summary_index") ?? -1), LooseJson.Field(data, "part"));
                break;
            case "response.reasoning_summary_text.delta":
                Append(("summary", LooseJson.Number(data, "summary_index") ?? -1), LooseJson.Text(data, "delta"), "R4", "reasoning");
                break;
            case "response.reasoning_summary_text.done":
                EndText(("summary", LooseJson.Number(data, "summary_index") ?? -1), LooseJson.Text(data, "text"));
                break;
        }
    }

    /// <summary>Takes the item's <c>output_item.done</c>.</summary>
    public void TakeDone(JsonElement item)
    {
        if (IsDone)
            report("R3", $"Item {index} was done twice.");
        if (_parts.Any(part => !part.Value.IsTextDone || !part.Value.IsClosed && part.Key.Kind != "call"))
            report("R4", $"Item {index} is done while a part of it is open.");
        Done = item;
        CheckCopy(item);
    }

    /// <summary>Checks that a copy of the item tells of exactly the texts that were sent.</summary>
    public void CheckCopy(JsonElement item)
    {
        if (LooseJson.Text(item, "id") != Id || LooseJson.Text(item, "type") != Type)
            report("R7", $"A copy of item {index} has another id or type.");
        CheckTexts("content", Type == "message" ? LooseJson.Items(item, "content") : []);
        CheckTexts("summary", LooseJson.Items(item, "summary"));
        if (Type is "function_call" or "custom_tool_call")
            CheckSame(_parts.GetValueOrDefault(("call", 0)), LooseJson.Text(item, Type == "function_call" ? "arguments" : "input"));
    }

    /// <summary>The opening <c>output_item.added</c> itself.</summary>
    public void CheckAdded()
    {
        if (Type is "function_call" && LooseJson.Text(added, "arguments") != "" || Type is "custom_tool_call" && LooseJson.Text(added, "input") != "")
            report("R5", $"Call {index} begins with arguments.");
        if (Type is "message" && LooseJson.Items(added, "content").Any())
            report("R4", $"Message {index} begins with content.");
        if (Type is "function_call" or "custom_tool_call")
            _parts.Add(("call", 0), new());
    }

    void Open((string Kind, long Index) key, JsonElement part)
    {
        if (key.Index != _parts.Keys.Count(other => other.Kind == key.Kind))
            report("R4", $"Part {key} of item {index} does not come next.");
        if (!string.IsNullOrEmpty(LooseJson.Text(part, "text") ?? LooseJson.Text(part, "refusal")))
            report("R4", $"Part {key} of item {index} begins with text.");
        _parts[key] = new() { IsText = LooseJson.Text(part, "type") is "output_text" or "refusal" or "summary_text" };
        _parts[key].IsTextDone = !_parts[key].IsText;
    }

    void Append((string Kind, long Index) key, string? delta, string statement, string type)
    {
        if (Type != type || !_parts.TryGetValue(key, out var part) || part.IsTextDone)
            report(statement, $"A delta comes while part {key} of item {index} ({Type}) is not open.");
        else
            part.Text.Append(Unescape(delta ?? ""));
    }

    void EndText((string Kind, long Index) key, string? text)
    {
        if (!_parts.TryGetValue(key, out var part) || part.IsTextDone)
        {
            report("R4", $"A text is done while part {key} of item {index} is not open.");
            return;
        }
        part.IsTextDone = true;
        CheckSame(part, text);
    }

    void ClosePart((string Kind, long Index) key, JsonElement value)
    {
        if (!_parts.TryGetValue(key, out var part) || part.IsClosed || !part.IsTextDone)
        {
            report("R4", $"Part {key} of item {index} is done out of turn.");
            return;
        }
        part.IsClosed = true;
        CheckSame(part, LooseJson.Text(value, "text") ?? LooseJson.Text(value, "refusal"));
    }

    void CheckTexts(string kind, IEnumerable<JsonElement> copies)
    {
        var told = copies.Select(copy => LooseJson.Text(copy, "text") ?? LooseJson.Text(copy, "refusal")).ToArray();
        var sent = _parts.Where(part => part.Key.Kind == kind).Select(part => part.Value).ToArray();
        if (told.Length != sent.Length)
            report("R6", $"Item {index} tells of {told.Length} parts, {sent.Length} were sent.");
        foreach (var (part, text) in sent.Zip(told))
            CheckSame(part, text);
    }

    void CheckSame(PartState? part, string? copy)
    {
        if (part is { IsText: true } && part.Text.ToString() != Unescape(copy ?? ""))
            report("R6", $"A copy of a text of item {index} says '{copy}', the deltas said '{part.Text}'.");
    }

    /// <summary>The text of a JSON string's inside; halves of surrogate pairs are kept.</summary>
    static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\')
            {
                text.Append(escaped[at]);
                continue;
            }
            at++;
            text.Append(escaped[at] switch
            {
                'u' => (char)Convert.ToUInt16(escaped.Substring(at + 1, 4), 16),
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                var other => other,
            });
            at += escaped[at] == 'u' ? 4 : 0;
        }
        return text.ToString();
    }

    sealed class PartState
    {
        public bool IsText { get; init; } = true;

        public bool IsTextDone { get; set; }

        public bool IsClosed { get; set; }

        public StringBuilder Text { get; } = new();
    }
}
