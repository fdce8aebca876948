using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Turns the body of a chat completion that was not streamed into the events a stream of it would give (A14).</summary>
static class ChatBodyDecoder
{
    /// <summary>Decodes the body.</summary>
    /// <exception cref="MalformedResponseException">It is not a chat completion, and not an error either.</exception>
    public static IReadOnlyList<ResponseEvent> Decode(ReadOnlyMemory<byte> body)
    {
        var frame = new ChatFrame(ChatFrameKind.Body, default, body);
        var events = new List<ResponseEvent>();
        try
        {
            new ChatAnswerDecoder().Read(frame, events);
        }
        catch (JsonException broken)
        {
            throw new MalformedResponseException("The upstream's answer is not a JSON object.", broken);
        }
        if (events[^1] is ResponseFailed)
            return events;
        if (frame.ChoiceCount == 0)
            throw new MalformedResponseException("The upstream's answer is not a chat completion: it holds no choices.");
        events.Add(frame.Add(new ResponseCompleted { Origin = frame }));
        return events;
    }
}
