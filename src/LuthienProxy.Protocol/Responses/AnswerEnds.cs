using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Reads how an answer begins and ends out of its <c>response</c> object: the same for streams and bodies.</summary>
static class AnswerEnds
{
    /// <summary>The start of the answer that the frame's <c>response</c> object tells of.</summary>
    public static ResponseStarted Started(ResponsesFrame frame) =>
        new(frame.Unquote(frame.Response?.IdAt ?? default) ?? "", frame.Unquote(frame.Response?.ModelAt ?? default) ?? "") { Origin = frame };

    /// <summary>Appends the events of output items that no earlier frame showed in whole.</summary>
    public static void DecodeUnseenItems(ResponsesFrame frame, DecodedAnswer answer, ItemDecoder items, List<ResponseEvent> events)
    {
        if (frame.Response is not { OutputAt.IsPresent: true } response)
            return;
        var index = 0;
        foreach (var json in JsonFields.Parse(response.OutputAt.In(frame.Data), ResponsesFrame.MaxDepth).Items())
        {
            var item = answer.FindById(json.TextField("id"u8)) ?? answer.Find(index);
            if (item is not { IsDone: true })
                items.Decode(frame, item?.Index ?? index, json, isFinal: true, events);
            index++;
        }
    }

    /// <summary>Appends why the answer stopped, its usage and its end.</summary>
    public static void Complete(ResponsesFrame frame, bool hasToolCall, List<ResponseEvent> events)
    {
        events.Add(frame.Add(new ChoiceStopped(0, StopOf(frame, hasToolCall)) { Origin = frame }));
        if (frame.Response is { UsageAt.IsPresent: true } response)
            if (ReadUsage(response.UsageAt.In(frame.Data)) is { } usage)
                events.Add(frame.Add(new UsageReported(usage) { Origin = frame }));
        events.Add(frame.Add(new ResponseCompleted { Origin = frame }));
    }

    static StopReason StopOf(ResponsesFrame frame, bool hasToolCall)
    {
        var status = frame.Unquote(frame.Response?.StatusAt ?? default);
        if (status is "completed" or null)
            return new(hasToolCall ? StopKind.ToolUse : StopKind.EndTurn, status);
        if (status != "incomplete")
            return new(StopKind.Other, status);
        var details = frame.Response!.IncompleteAt;
        var reason = details.IsPresent ? JsonFields.Parse(details.In(frame.Data), ResponsesFrame.MaxDepth).TextField("reason"u8) : null;
        return new(
            reason switch
            {
                "max_output_tokens" => StopKind.MaxTokens,
                "content_filter" => StopKind.ContentFilter,
                _ => StopKind.Other,
            },
            reason ?? status);
    }

    static TokenUsage? ReadUsage(ReadOnlyMemory<byte> json)
    {
        var usage = JsonFields.Parse(json, ResponsesFrame.MaxDepth);
        if (usage.ValueKind != System.Text.Json.JsonValueKind.Object)
            return null;
        var input = usage.Field("input_tokens_details"u8);
        return new()
        {
            Input = usage.LongField("input_tokens"u8),
            Output = usage.LongField("output_tokens"u8),
            CacheRead = input.LongField("cached_tokens"u8),
            CacheCreation = input.LongField("cache_write_tokens"u8),
            Reasoning = usage.Field("output_tokens_details"u8).LongField("reasoning_tokens"u8),
        };
    }
}
