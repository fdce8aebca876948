namespace LuthienProxy.Simulator.Speech.Messages;

/// <summary>One Anthropic content block: its start, its deltas, and the whole of it for a plain body.</summary>
sealed record MessagesBlock(string Start, IEnumerable<string> Deltas, string Whole)
{
    /// <summary>The block a part becomes, or null for what is no content.</summary>
    public static MessagesBlock? Of(AnswerPart part, int index) => part switch
    {
        AnswerPart.Text text => Text(text),
        AnswerPart.Refusal refusal => Text(new AnswerPart.Text(refusal.Deltas)),
        AnswerPart.Reasoning reasoning => Thinking(reasoning),
        AnswerPart.RedactedReasoning redacted => Atomic($$"""{"type":"redacted_thinking","data":{{Json.Quote(redacted.Data)}}}"""),
        AnswerPart.ToolCall call => Tool(call, index),
        AnswerPart.CustomToolCall custom => Tool(Functional(custom), index),
        AnswerPart.Unknown unknown => Atomic($$"""{"type":{{Json.Quote(unknown.Type)}}{{Json.More(unknown.Members)}}}"""),
        _ => null,
    };

    static MessagesBlock Atomic(string whole) => new(whole, [], whole);

    static MessagesBlock Text(AnswerPart.Text text)
    {
        var citations = text.Citations.IsDefault ? [] : text.Citations.Select(Cite).ToArray();
        var list = citations.Length == 0 ? "" : ",\"citations\":" + Json.Array(citations);
        return new(
            citations.Length == 0 ? """{"type":"text","text":""}""" : """{"type":"text","text":"","citations":[]}""",
            [
                .. text.Deltas.Select(d => $$"""{"type":"text_delta","text":{{Json.Quote(d)}}}"""),
                .. citations.Select(c => $$"""{"type":"citations_delta","citation":{{c}}}"""),
            ],
            $$"""{"type":"text","text":{{Json.Quote(string.Concat(text.Deltas))}}{{list}}}""");
    }

    static MessagesBlock Thinking(AnswerPart.Reasoning reasoning) => new(
        """{"type":"thinking","thinking":"","signature":""}""",
        [
            .. reasoning.Deltas.Select(d => $$"""{"type":"thinking_delta","thinking":{{Json.Quote(d)}}}"""),
            $$"""{"type":"signature_delta","signature":{{Json.Quote(reasoning.Seal)}}}""",
        ],
        $$"""{"type":"thinking","thinking":{{Json.Quote(string.Concat(reasoning.Deltas))}},"signature":{{Json.Quote(reasoning.Seal)}}}""");

    static MessagesBlock Tool(AnswerPart.ToolCall call, int index)
    {
        var id = Json.Quote(call.Id ?? Telling.Id("toolu_", index));
        var input = string.Concat(call.Arguments);
        return new(
            $$$"""{"type":"tool_use","id":{{{id}}},"name":{{{Json.Quote(call.Name)}}},"input":{}}""",
            // The real provider opens the arguments with an empty fragment.
            call.Arguments.Prepend("").Select(a => $$"""{"type":"input_json_delta","partial_json":{{Json.Quote(a)}}}"""),
            $$"""{"type":"tool_use","id":{{id}},"name":{{Json.Quote(call.Name)}},"input":{{(input.Length == 0 ? "{}" : input)}}}""");
    }

    static AnswerPart.ToolCall Functional(AnswerPart.CustomToolCall custom) =>
        AnswerPart.ToolCall.Fragmented(custom.Name, $$"""{"input":{{Json.Quote(string.Concat(custom.Input))}}}""") with { Id = custom.Id };

    static string Cite(Citation citation) =>
        $$"""{"type":"web_search_result_location","cited_text":"","url":{{Json.Quote(citation.Url)}},"title":{{Json.Quote(citation.Title)}},"encrypted_index":"sim"}""";
}
