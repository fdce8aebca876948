using System.Collections.Immutable;

namespace LuthienProxy.Simulator.Speech.Chat;

/// <summary>OpenAI Chat Completions.</summary>
sealed class ChatSpeaker : ISpeaker
{
    public static readonly ChatSpeaker Instance = new();

    public ImmutableArray<KeyValuePair<string, string>> Headers => OpenAiHeaders.All;

    public int OverloadedStatus => 503;

    public IEnumerable<SpokenEvent> Stream(Telling telling)
    {
        var opening = EventRole.Opening;
        for (var choice = 0; choice < telling.Choices; choice++, opening = EventRole.Scaffold)
            yield return Chunk(telling, Choice(choice, $$"""{"role":"assistant","content":{{FirstContent(telling.Answer)}},"refusal":null}""", finish: null), opening);
        foreach (var spoken in Content(telling))
            yield return spoken;
        for (var choice = 0; choice < telling.Choices; choice++)
            yield return Chunk(telling, Choice(choice, "{}", telling.Stop.Chat));
        if (telling.IncludeUsage && telling.Answer.Usage is not null)
            yield return new SpokenEvent(null, Envelope(telling, "chat.completion.chunk", "\"choices\":[],\"usage\":" + Usage(telling.Usage)));
        yield return new SpokenEvent(null, "[DONE]", EventRole.Terminal);
    }

    public string Body(Telling telling)
    {
        var choices = Enumerable.Range(0, telling.Choices).Select(c =>
            $$"""{"index":{{c}},"message":{{ChatDeltas.Message(telling.Answer, c)}},"logprobs":null,"finish_reason":{{Json.Quote(telling.Stop.Chat)}}}""");
        var usage = telling.Answer.Usage is null ? "" : $$""","usage":{{Usage(telling.Usage)}}""";
        return Envelope(telling, "chat.completion", $"\"choices\":{Json.Array(choices)}{usage}");
    }

    public string Error(ErrorAnswer error) => OpenAiErrors.Body(error);

    public IEnumerable<SpokenEvent> ErrorEnd(Telling telling, string message, IReadOnlyList<SpokenEvent> spoken) =>
        [new SpokenEvent(null, OpenAiErrors.Body(new ErrorAnswer(500, message)), EventRole.Terminal)];

    static IEnumerable<SpokenEvent> Content(Telling telling)
    {
        var call = 0;
        foreach (var part in telling.Answer.Parts)
        {
            if (Aside(part) is { } aside)
                yield return aside;
            foreach (var spoken in Interleaved(telling, part, call))
                yield return spoken;
            if (part is AnswerPart.ToolCall or AnswerPart.CustomToolCall)
                call++;
        }
    }

    // Choices are generated side by side: the deltas of one do not wait for the end of another.
    static IEnumerable<SpokenEvent> Interleaved(Telling telling, AnswerPart part, int call)
    {
        var choices = Enumerable.Range(0, telling.Choices).Select(c => ChatDeltas.Of(part, c, call).ToArray()).ToArray();
        for (var delta = 0; delta < choices[0].Length; delta++)
        {
            for (var choice = 0; choice < choices.Length; choice++)
                yield return Chunk(telling, Choice(choice, choices[choice][delta], finish: null), EventRole.Content);
        }
    }

    static SpokenEvent? Aside(AnswerPart part) => part switch
    {
        AnswerPart.Ping => new SpokenEvent(null, "keep-alive", EventRole.Comment),
        AnswerPart.Pause pause => SpokenEvent.Silence(pause.Duration),
        AnswerPart.RawEvent raw => new SpokenEvent(raw.Name, raw.Data),
        _ => null,
    };

    // The real provider opens with null when only tool calls follow.
    static string FirstContent(ScriptedAnswer answer) => answer.Parts.Any(p => p is AnswerPart.Text) || answer.Parts.IsEmpty ? "\"\"" : "null";

    static SpokenEvent Chunk(Telling telling, string choice, EventRole role = EventRole.Scaffold)
    {
        var usage = telling.IncludeUsage ? ",\"usage\":null" : "";
        return new SpokenEvent(null, Envelope(telling, "chat.completion.chunk", $"\"choices\":[{choice}]{usage}"), role);
    }

    static string Choice(int index, string delta, string? finish) =>
        $$"""{"index":{{index}},"delta":{{delta}},"logprobs":null,"finish_reason":{{Json.Quote(finish)}}}""";

    static string Envelope(Telling telling, string kind, string members) =>
        $$"""{"id":"{{Telling.Id("chatcmpl-")}}","object":"{{kind}}","created":{{telling.Created}},"model":{{Json.Quote(telling.Model)}},"service_tier":"default","system_fingerprint":"fp_sim",{{members}}{{Json.More(telling.Answer.ExtraMembers)}}}""";

    static string Usage(AnswerUsage usage) =>
        $$$"""{"prompt_tokens":{{{usage.WholeInput}}},"completion_tokens":{{{usage.Output}}},"total_tokens":{{{usage.WholeInput + usage.Output}}},"prompt_tokens_details":{"cached_tokens":{{{usage.CacheRead}}},"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":{{{usage.Reasoning}}},"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}""";
}
