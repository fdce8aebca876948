using System.Collections.Immutable;

namespace LuthienProxy.Simulator.Speech.Responses;

/// <summary>OpenAI Responses.</summary>
sealed class ResponsesSpeaker : ISpeaker
{
    public static readonly ResponsesSpeaker Instance = new();

    public ImmutableArray<KeyValuePair<string, string>> Headers => OpenAiHeaders.All;

    public int OverloadedStatus => 503;

    public IEnumerable<SpokenEvent> Stream(Telling telling)
    {
        var sequence = 0;
        var output = new List<string>();
        yield return Event("response.created", ref sequence, Response(ResponsesObject.InProgress(telling)), EventRole.Opening);
        yield return Event("response.in_progress", ref sequence, Response(ResponsesObject.InProgress(telling)));
        foreach (var group in Groups(telling.Answer))
        {
            var aside = Aside(group[0], sequence);
            if (aside is not null)
            {
                if (group[0] is not AnswerPart.Pause)
                    sequence++;
                yield return aside;
            }
            else if (ResponsesItem.Of(group, output.Count) is { } item)
            {
                foreach (var happening in Item(item, output.Count))
                    yield return Event(happening.Type, ref sequence, happening.Members, happening.Role);
                output.Add(item.Whole);
            }
        }

        var end = telling.Stop.Incomplete is null ? "response.completed" : "response.incomplete";
        yield return Event(end, ref sequence, Response(ResponsesObject.Finished(telling, output)), EventRole.Terminal);
    }

    public string Body(Telling telling)
    {
        var output = new List<string>();
        foreach (var group in Groups(telling.Answer))
        {
            if (ResponsesItem.Of(group, output.Count) is { } item)
                output.Add(item.Whole);
        }

        return ResponsesObject.Finished(telling, output);
    }

    public string Error(ErrorAnswer error) => OpenAiErrors.Body(error);

    // The wire nests the error, documentation and the .NET client expect it flat: both forms, then response.failed.
    public IEnumerable<SpokenEvent> ErrorEnd(Telling telling, string message, IReadOnlyList<SpokenEvent> spoken)
    {
        var sequence = spoken.Count(e => e.Role is not (EventRole.Silence or EventRole.Comment));
        var said = Json.Quote(message);
        var nested = $$"""{"type":"server_error","code":"server_error","message":{{said}},"param":null}""";
        yield return Event("error", ref sequence, $"\"code\":\"server_error\",\"message\":{said},\"param\":null,\"error\":{nested}");
        yield return Event("response.failed", ref sequence, Response(ResponsesObject.Failed(telling, [], "server_error", message)), EventRole.Terminal);
    }

    static IEnumerable<Happening> Item(ResponsesItem item, int index)
    {
        var place = $"\"output_index\":{index}";
        yield return new("response.output_item.added", $"{place},\"item\":{item.Opening}");
        foreach (var happening in item.Happenings)
            yield return happening with { Members = $"{place},{happening.Members}" };
        yield return new("response.output_item.done", $"{place},\"item\":{item.Whole}");
    }

    // Texts and refusals that stand side by side are the parts of one message.
    static IEnumerable<IReadOnlyList<AnswerPart>> Groups(ScriptedAnswer answer)
    {
        var message = new List<AnswerPart>();
        foreach (var part in answer.Parts)
        {
            if (part is AnswerPart.Text or AnswerPart.Refusal)
            {
                message.Add(part);
                continue;
            }

            if (message.Count > 0)
                yield return message.ToArray();
            message.Clear();
            yield return [part];
        }

        if (message.Count > 0)
            yield return message;
    }

    static SpokenEvent? Aside(AnswerPart part, int sequence) => part switch
    {
        AnswerPart.Ping => Event("keepalive", ref sequence, null),
        AnswerPart.Pause pause => SpokenEvent.Silence(pause.Duration),
        AnswerPart.RawEvent raw => new SpokenEvent(raw.Name, raw.Data),
        _ => null,
    };

    static string Response(string response) => "\"response\":" + response;

    static SpokenEvent Event(string type, ref int sequence, string? members, EventRole role = EventRole.Scaffold) =>
        new(type, $$"""{"type":"{{type}}","sequence_number":{{sequence++}}{{Json.More(members)}}}""", role);
}
