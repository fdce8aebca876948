namespace LuthienProxy.Simulator.Speech.Responses;

/// <summary>One output item of a Responses answer: how it opens, what happens in it, and the whole of it.</summary>
/// <param name="Opening">The item as <c>output_item.added</c> shows it.</param>
/// <param name="Happenings">The events between added and done, without <c>type</c>, <c>sequence_number</c> and <c>output_index</c>.</param>
/// <param name="Whole">The finished item: in <c>output_item.done</c> and in <c>response.output</c>.</param>
sealed record ResponsesItem(string Opening, IReadOnlyList<Happening> Happenings, string Whole)
{
    /// <summary>The item of these parts (several only for one message), or null for what is no item.</summary>
    public static ResponsesItem? Of(IReadOnlyList<AnswerPart> parts, int index) => parts[0] switch
    {
        AnswerPart.Text or AnswerPart.Refusal => MessageItem.Of(parts, index),
        AnswerPart.Reasoning reasoning => ReasoningItem(reasoning, Telling.Id("rs_", index)),
        AnswerPart.RedactedReasoning redacted => Atomic(Reasoning(Telling.Id("rs_", index), "[]", redacted.Data)),
        AnswerPart.ToolCall call => Function(call, Telling.Id("fc_", index), call.Id ?? Telling.Id("call_", index)),
        AnswerPart.CustomToolCall custom => Custom(custom, Telling.Id("ctc_", index), custom.Id ?? Telling.Id("call_", index)),
        AnswerPart.Unknown unknown => Atomic($$"""{"id":"{{Telling.Id("item_", index)}}","type":{{Json.Quote(unknown.Type)}}{{Json.More(unknown.Members)}}}"""),
        _ => null,
    };

    static ResponsesItem Atomic(string whole) => new(whole, [], whole);

    static ResponsesItem ReasoningItem(AnswerPart.Reasoning reasoning, string id)
    {
        var text = Json.Quote(string.Concat(reasoning.Deltas));
        var at = $"\"item_id\":\"{id}\",\"summary_index\":0";
        var part = $$"""{"type":"summary_text","text":{{text}}}""";
        return new(
            Reasoning(id, "[]", reasoning.Seal),
            [
                new("response.reasoning_summary_part.added", at + ",\"part\":{\"type\":\"summary_text\",\"text\":\"\"}"),
                .. reasoning.Deltas.Select(d => new Happening("response.reasoning_summary_text.delta", $"{at},\"delta\":{Json.Quote(d)}", EventRole.Content)),
                new("response.reasoning_summary_text.done", $"{at},\"text\":{text}"),
                new("response.reasoning_summary_part.done", $"{at},\"part\":{part}"),
            ],
            Reasoning(id, $"[{part}]", reasoning.Seal));
    }

    static string Reasoning(string id, string summary, string seal) =>
        $$"""{"id":"{{id}}","type":"reasoning","summary":{{summary}},"encrypted_content":{{Json.Quote(seal)}}}""";

    static ResponsesItem Function(AnswerPart.ToolCall call, string id, string callId)
    {
        var whole = string.Concat(call.Arguments);
        var arguments = Json.Quote(whole.Length == 0 ? "{}" : whole);
        var place = call.Namespace is null ? "" : $",\"namespace\":{Json.Quote(call.Namespace)}";
        string Item(string status, string said) =>
            $$"""{"id":"{{id}}","type":"function_call","status":"{{status}}","arguments":{{said}},"call_id":{{Json.Quote(callId)}},"name":{{Json.Quote(call.Name)}}{{place}}}""";
        return new(
            Item("in_progress", "\"\""),
            [
                .. Deltas(call.Arguments, "{}").Select(d => new Happening("response.function_call_arguments.delta", $"\"item_id\":\"{id}\",\"delta\":{Json.Quote(d)}", EventRole.Content)),
                new("response.function_call_arguments.done", $"\"item_id\":\"{id}\",\"name\":{Json.Quote(call.Name)},\"arguments\":{arguments}"),
            ],
            Item("completed", arguments));
    }

    static ResponsesItem Custom(AnswerPart.CustomToolCall call, string id, string callId)
    {
        var input = Json.Quote(string.Concat(call.Input));
        var place = call.Namespace is null ? "" : $",\"namespace\":{Json.Quote(call.Namespace)}";
        string Item(string status, string said) =>
            $$"""{"id":"{{id}}","type":"custom_tool_call","status":"{{status}}","call_id":{{Json.Quote(callId)}},"input":{{said}},"name":{{Json.Quote(call.Name)}}{{place}}}""";
        return new(
            Item("in_progress", "\"\""),
            [
                .. call.Input.Select(d => new Happening("response.custom_tool_call_input.delta", $"\"item_id\":\"{id}\",\"delta\":{Json.Quote(d)}", EventRole.Content)),
                new("response.custom_tool_call_input.done", $"\"item_id\":\"{id}\",\"input\":{input}"),
            ],
            Item("completed", input));
    }

    static IEnumerable<string> Deltas(IEnumerable<string> given, string whenEmpty) => given.Any() ? given : [whenEmpty];
}
