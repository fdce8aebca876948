using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Decodes an answer that was not streamed into the events that a stream of it would give (A14).</summary>
static class AnthropicBodyDecoder
{
    /// <exception cref="MalformedResponseException">The body is neither a message nor an error.</exception>
    public static List<ResponseEvent> Decode(ReadOnlyMemory<byte> body)
    {
        var root = Parse(body);
        var frame = new AnthropicFrame(body);
        var events = new List<ResponseEvent>();
        if (root.TextField("type"u8) == "error")
        {
            events.Add(frame.Add(new ResponseFailed(AnthropicErrors.Read(root)) { Origin = frame }));
            return events;
        }
        if (root.Field("content"u8).ValueKind != JsonValueKind.Array)
            throw new MalformedResponseException("The upstream's answer is not an Anthropic message: it has no content array.");
        ReadMessage(root, frame, events);
        return events;
    }

    static void ReadMessage(JsonElement root, AnthropicFrame frame, List<ResponseEvent> events)
    {
        var content = new AnthropicContent(frame, events);
        var usage = AnthropicUsage.Read(root.Field("usage"u8));
        var started = new ResponseStarted(root.TextField("id"u8) ?? "", root.TextField("model"u8) ?? "") { Origin = frame };
        events.Add(frame.Add(started));
        events.Add(frame.Add(new UsageReported(usage) { Origin = frame }));
        var next = 0;
        foreach (var block in root.ItemsOf("content"u8))
            content.Whole(new(next++), block);
        var word = root.TextField("stop_reason"u8);
        if (!string.IsNullOrEmpty(word))
            events.Add(frame.Add(new ChoiceStopped(0, new(AnthropicStop.KindOf(word), word)) { Origin = frame }));
        events.Add(frame.Add(new UsageReported(usage) { Origin = frame }));
        events.Add(frame.Add(new ResponseCompleted { Origin = frame }));
        frame.IsComplete = started is { Id.Length: > 0, Model.Length: > 0 } && root.TextField("role"u8) == "assistant"
            && usage is { Input: not null, Output: not null };
    }

    static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return AnthropicJson.Parse(body);
        }
        catch (JsonException broken)
        {
            // The reader's own message quotes the body, so it is not passed on.
            throw new MalformedResponseException($"The upstream's answer is not valid JSON (line {broken.LineNumber + 1}).");
        }
    }
}
