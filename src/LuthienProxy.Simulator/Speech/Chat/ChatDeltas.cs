namespace LuthienProxy.Simulator.Speech.Chat;

/// <summary>The deltas of one choice and the message they add up to.</summary>
static class ChatDeltas
{
    /// <summary>The deltas of one part, each a JSON object; <paramref name="call"/> counts the tool calls before it.</summary>
    public static IEnumerable<string> Of(AnswerPart part, int choice, int call) => part switch
    {
        AnswerPart.Text text => text.Deltas.Select(d => $$"""{"content":{{Json.Quote(d)}}}""").Concat(Annotations(text)),
        AnswerPart.Refusal refusal => refusal.Deltas.Select(d => $$"""{"refusal":{{Json.Quote(d)}}}"""),
        AnswerPart.Reasoning reasoning => reasoning.Deltas.Select(d => $$"""{"reasoning_content":{{Json.Quote(d)}}}"""),
        AnswerPart.ToolCall tool => Call(tool, choice, call),
        AnswerPart.CustomToolCall custom => Call(Functional(custom), choice, call),
        AnswerPart.Unknown unknown => [$$"""{{{unknown.Members}}}"""],
        _ => [],
    };

    /// <summary>The whole message of a plain body.</summary>
    public static string Message(ScriptedAnswer answer, int choice)
    {
        var text = Joined(answer, p => p is AnswerPart.Text t ? t.Deltas : []);
        var refusal = Joined(answer, p => p is AnswerPart.Refusal r ? r.Deltas : []);
        var reasoning = Joined(answer, p => p is AnswerPart.Reasoning r ? r.Deltas : []);
        var calls = Calls(answer).Select((c, n) => $$$"""{"id":{{{Json.Quote(Id(c, choice, n))}}},"type":"function","function":{"name":{{{Json.Quote(c.Name)}}},"arguments":{{{Json.Quote(string.Concat(c.Arguments))}}}}}""").ToArray();
        var citations = answer.Parts.OfType<AnswerPart.Text>().Where(t => !t.Citations.IsDefaultOrEmpty).SelectMany(t => t.Citations).Select(Annotation);
        return $$"""{"role":"assistant","content":{{Json.Quote(text)}},"refusal":{{Json.Quote(refusal)}},"annotations":{{Json.Array(citations)}}"""
            + (reasoning is null ? "" : $$""","reasoning_content":{{Json.Quote(reasoning)}}""")
            + (calls.Length == 0 ? "" : $$""","tool_calls":{{Json.Array(calls)}}""")
            + string.Concat(answer.Parts.OfType<AnswerPart.Unknown>().Select(u => Json.More(u.Members)))
            + "}";
    }

    static IEnumerable<string> Call(AnswerPart.ToolCall tool, int choice, int call)
    {
        yield return $$$"""{"tool_calls":[{"index":{{{call}}},"id":{{{Json.Quote(Id(tool, choice, call))}}},"type":"function","function":{"name":{{{Json.Quote(tool.Name)}}},"arguments":""}}]}""";
        foreach (var fragment in tool.Arguments)
            yield return $$$"""{"tool_calls":[{"index":{{{call}}},"function":{"arguments":{{{Json.Quote(fragment)}}}}}]}""";
    }

    static string Id(AnswerPart.ToolCall tool, int choice, int call) => tool.Id ?? Telling.Id("call_", (choice * 16) + call);

    static IEnumerable<AnswerPart.ToolCall> Calls(ScriptedAnswer answer) =>
        answer.Parts.Select(p => p as AnswerPart.ToolCall ?? (p is AnswerPart.CustomToolCall custom ? Functional(custom) : null)).OfType<AnswerPart.ToolCall>();

    static AnswerPart.ToolCall Functional(AnswerPart.CustomToolCall custom) =>
        AnswerPart.ToolCall.Fragmented(custom.Name, $$"""{"input":{{Json.Quote(string.Concat(custom.Input))}}}""") with { Id = custom.Id };

    static IEnumerable<string> Annotations(AnswerPart.Text text) =>
        text.Citations.IsDefaultOrEmpty ? [] : [$$"""{"annotations":{{Json.Array(text.Citations.Select(Annotation))}}}"""];

    static string Annotation(Citation citation) =>
        $$$"""{"type":"url_citation","url_citation":{"url":{{{Json.Quote(citation.Url)}}},"title":{{{Json.Quote(citation.Title)}}},"start_index":0,"end_index":0}}""";

    static string? Joined(ScriptedAnswer answer, Func<AnswerPart, IEnumerable<string>> deltas)
    {
        var pieces = answer.Parts.SelectMany(deltas).ToArray();
        return pieces.Length == 0 ? null : string.Concat(pieces);
    }
}
