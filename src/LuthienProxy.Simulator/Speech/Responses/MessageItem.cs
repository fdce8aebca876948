namespace LuthienProxy.Simulator.Speech.Responses;

/// <summary>A message item: one content part for each text or refusal that stand side by side.</summary>
static class MessageItem
{
    public static ResponsesItem Of(IReadOnlyList<AnswerPart> parts, int index)
    {
        var id = Telling.Id("msg_", index);
        return new(
            Item(id, "in_progress", "[]"),
            [.. parts.SelectMany((part, content) => Happenings(part, $"\"item_id\":\"{id}\",\"content_index\":{content}"))],
            Item(id, "completed", Json.Array(parts.Select(Whole))));
    }

    static string Item(string id, string status, string content) =>
        $$"""{"id":"{{id}}","type":"message","status":"{{status}}","content":{{content}},"role":"assistant"}""";

    static IEnumerable<Happening> Happenings(AnswerPart part, string at) => part switch
    {
        AnswerPart.Text text => Text(text, at),
        AnswerPart.Refusal refusal => Refusal(refusal, at),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    static IEnumerable<Happening> Text(AnswerPart.Text text, string at)
    {
        yield return new("response.content_part.added", $"{at},\"part\":{Part("", "[]")}");
        foreach (var delta in text.Deltas)
            yield return new("response.output_text.delta", $"{at},\"delta\":{Json.Quote(delta)},\"logprobs\":[]", EventRole.Content);
        foreach (var (annotation, n) in Annotations(text).Select((a, n) => (a, n)))
            yield return new("response.output_text.annotation.added", $"{at},\"annotation_index\":{n},\"annotation\":{annotation}");
        yield return new("response.output_text.done", $"{at},\"text\":{Json.Quote(string.Concat(text.Deltas))},\"logprobs\":[]");
        yield return new("response.content_part.done", $"{at},\"part\":{Whole(text)}");
    }

    static IEnumerable<Happening> Refusal(AnswerPart.Refusal refusal, string at)
    {
        yield return new("response.content_part.added", at + ",\"part\":{\"type\":\"refusal\",\"refusal\":\"\"}");
        foreach (var delta in refusal.Deltas)
            yield return new("response.refusal.delta", $"{at},\"delta\":{Json.Quote(delta)}", EventRole.Content);
        yield return new("response.refusal.done", $"{at},\"refusal\":{Json.Quote(string.Concat(refusal.Deltas))}");
        yield return new("response.content_part.done", $"{at},\"part\":{Whole(refusal)}");
    }

    static string Whole(AnswerPart part) => part switch
    {
        AnswerPart.Text text => Part(string.Concat(text.Deltas), Json.Array(Annotations(text))),
        AnswerPart.Refusal refusal => $$"""{"type":"refusal","refusal":{{Json.Quote(string.Concat(refusal.Deltas))}}}""",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    static string Part(string text, string annotations) =>
        $$"""{"type":"output_text","annotations":{{annotations}},"logprobs":[],"text":{{Json.Quote(text)}}}""";

    static IEnumerable<string> Annotations(AnswerPart.Text text) => text.Citations.IsDefaultOrEmpty
        ? []
        : text.Citations.Select(c => $$"""{"type":"url_citation","start_index":0,"end_index":0,"title":{{Json.Quote(c.Title)}},"url":{{Json.Quote(c.Url)}}}""");
}
