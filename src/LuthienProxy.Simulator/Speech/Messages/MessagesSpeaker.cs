using System.Collections.Immutable;

namespace LuthienProxy.Simulator.Speech.Messages;

/// <summary>Anthropic Messages.</summary>
sealed class MessagesSpeaker : ISpeaker
{
    public static readonly MessagesSpeaker Instance = new();

    public ImmutableArray<KeyValuePair<string, string>> Headers { get; } =
    [
        new("request-id", Telling.Id("req_")),
        new("anthropic-organization-id", "00000000-0000-4000-8000-000000000000"),
        new("anthropic-ratelimit-requests-limit", "4000"),
        new("anthropic-ratelimit-requests-remaining", "3999"),
    ];

    public int OverloadedStatus => 529;

    public IEnumerable<SpokenEvent> Stream(Telling telling)
    {
        yield return Event("message_start", $$""","message":{{Message(telling, [], stop: null, opening: true)}}""", EventRole.Opening);
        var index = 0;
        foreach (var part in telling.Answer.Parts)
        {
            if (MessagesBlock.Of(part, index) is { } block)
            {
                foreach (var spoken in Block(block, index))
                    yield return spoken;
                index++;
            }
            else if (Aside(part) is { } aside)
            {
                yield return aside;
            }
        }

        yield return Event("message_delta", $$""","delta":{"stop_reason":{{Json.Quote(telling.Stop.Messages)}},"stop_sequence":{{StopSequence(telling.Stop)}}},"usage":{{FinalUsage(telling)}}""");
        yield return Event("message_stop", "", EventRole.Terminal);
    }

    public string Body(Telling telling)
    {
        var blocks = new List<string>();
        foreach (var part in telling.Answer.Parts)
        {
            if (MessagesBlock.Of(part, blocks.Count) is { } block)
                blocks.Add(block.Whole);
        }

        return Message(telling, blocks, telling.Stop, opening: false);
    }

    public string Error(ErrorAnswer error) =>
        $$"""{"type":"error","error":{"type":{{Json.Quote(error.Type ?? TypeOf(error.Status))}},"message":{{Json.Quote(error.Message)}}},"request_id":{{Json.Quote(Telling.Id("req_"))}}}""";

    public IEnumerable<SpokenEvent> ErrorEnd(Telling telling, string message, IReadOnlyList<SpokenEvent> spoken) =>
        [Event("error", $$""","error":{"type":"overloaded_error","message":{{Json.Quote(message)}}}""", EventRole.Terminal)];

    static IEnumerable<SpokenEvent> Block(MessagesBlock block, int index)
    {
        yield return Event("content_block_start", $$""","index":{{index}},"content_block":{{block.Start}}""");
        if (index == 0)
            yield return Event("ping", ""); // The real provider pings once, after the first block opened.
        foreach (var delta in block.Deltas)
            yield return Event("content_block_delta", $$""","index":{{index}},"delta":{{delta}}""", EventRole.Content);
        yield return Event("content_block_stop", $$""","index":{{index}}""");
    }

    static SpokenEvent? Aside(AnswerPart part) => part switch
    {
        AnswerPart.Ping => Event("ping", ""),
        AnswerPart.Pause pause => SpokenEvent.Silence(pause.Duration),
        AnswerPart.RawEvent raw => new SpokenEvent(raw.Name, raw.Data),
        _ => null,
    };

    static SpokenEvent Event(string name, string members, EventRole role = EventRole.Scaffold) => new(name, $$"""{"type":"{{name}}"{{members}}}""", role);

    static string Message(Telling telling, IEnumerable<string> blocks, AnswerStop? stop, bool opening) =>
        $$"""{"model":{{Json.Quote(telling.Model)}},"id":"{{Telling.Id("msg_")}}","type":"message","role":"assistant","content":{{Json.Array(blocks)}},"stop_reason":{{Json.Quote(stop?.Messages)}},"stop_sequence":{{StopSequence(stop)}},"usage":{{Usage(telling, opening)}}{{Json.More(telling.Answer.ExtraMembers)}}}""";

    static string StopSequence(AnswerStop? stop) => stop == AnswerStop.StopSequence ? "\"STOP\"" : "null";

    static string Usage(Telling telling, bool opening) =>
        $$"""{{{InputUsage(telling.Usage)}},"cache_creation":{"ephemeral_5m_input_tokens":{{telling.Usage.CacheWrite}},"ephemeral_1h_input_tokens":0},"output_tokens":{{(opening ? 1 : telling.Usage.Output)}},"service_tier":"standard"}""";

    static string FinalUsage(Telling telling) => $$"""{{{InputUsage(telling.Usage)}},"output_tokens":{{telling.Usage.Output}}}""";

    static string InputUsage(AnswerUsage usage) =>
        $"\"input_tokens\":{usage.Input},\"cache_creation_input_tokens\":{usage.CacheWrite},\"cache_read_input_tokens\":{usage.CacheRead}";

    static string TypeOf(int status) => status switch
    {
        401 => "authentication_error",
        402 => "billing_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        504 => "timeout_error",
        529 => "overloaded_error",
        >= 500 => "api_error",
        _ => "invalid_request_error",
    };
}
