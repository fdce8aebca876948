using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Decodes the body of an answer that was not streamed.</summary>
static class ResponsesBodyDecoder
{
    public static IReadOnlyList<ResponseEvent> Decode(ReadOnlyMemory<byte> body)
    {
        var frame = FrameScan.ReadBody(body) ?? throw new MalformedResponseException("The upstream's answer is not a JSON object.");
        if (frame.Response is not { OutputAt.IsPresent: true } response || body.Span[response.OutputAt.Start] != '[')
            throw new MalformedResponseException("The upstream's answer has no 'output' array.");
        var answer = new DecodedAnswer();
        var items = new ItemDecoder(answer);
        var events = new List<ResponseEvent> { frame.Add(AnswerEnds.Started(frame)) };
        var index = 0;
        foreach (var item in JsonFields.Parse(response.OutputAt.In(body), ResponsesFrame.MaxDepth).Items())
            items.Decode(frame, index++, item, isFinal: true, events);
        if (frame.Unquote(response.StatusAt) == "failed")
            events.Add(frame.Add(new ResponseFailed(ResponsesErrors.Read(frame)) { Origin = frame }));
        else
            AnswerEnds.Complete(frame, answer.HasToolCall, events);
        return events;
    }
}
