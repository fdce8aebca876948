using System.Buffers;
using System.Text;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Responses;

/// <summary>Runs Responses streams through decoder and emitter, as text.</summary>
static class ResponsesWire
{
    static readonly ConversationRequest Request = ResponsesFormat.Instance.DecodeRequest("""{"model":"gpt-5","input":"hi"}"""u8.ToArray(), new());

    public static IResponseEmitter Emitter(EmitterOptions? options = null) => ResponsesFormat.Instance.CreateStreamEmitter(Request, options);

    public static IResponseEmitter BodyEmitter() => ResponsesFormat.Instance.CreateBodyEmitter(Request);

    /// <summary>The events of a stream written as SSE text.</summary>
    public static List<ResponseEvent> Decode(string stream) => DecodeFrames(stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The events of a stream given frame by frame.</summary>
    public static List<ResponseEvent> DecodeFrames(IEnumerable<string> frames)
    {
        var decoder = ResponsesFormat.Instance.CreateStreamDecoder();
        var events = new List<ResponseEvent>();
        foreach (var frame in frames)
            decoder.Decode(Frame(frame), events);
        return events;
    }

    public static string Emit(IResponseEmitter emitter, IEnumerable<ResponseEvent> events)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var next in events)
            emitter.Emit(next, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>What leaves when a policy makes these events of a stream's.</summary>
    public static string Rewrite(string stream, Func<ResponseEvent, IEnumerable<ResponseEvent>> policy) =>
        Emit(Emitter(), Decode(stream).SelectMany(policy));

    public static string Write(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static void ShouldBeLegal(this string stream) =>
        ResponsesGrammar.CheckStream(Encoding.UTF8.GetBytes(stream)).ShouldBeEmpty(stream);

    /// <summary>The events without frames and scaffolding, the pieces of each value joined.</summary>
    public static IEnumerable<string> Merged(IEnumerable<ResponseEvent> events)
    {
        var told = events.Where(next => next is not Passthrough).Select<ResponseEvent, (string Key, string Text)>(next => next switch
        {
            BlockStarted x => ($"start {x.Block.Value} {x.Kind} {x.Tool}", ""),
            BlockDelta x => ($"{x.Block.Value} {x.Kind}", x.Text),
            BlockCompleted x => ($"end {x.Block.Value}", ""),
            ChoiceStopped x => ($"stop {x.Reason}", ""),
            UsageReported x => ($"{x.Usage}", ""),
            ResponseStarted x => ($"{x.Id} {x.Model}", ""),
            _ => (next.GetType().Name, ""),
        });
        return told.GroupBy(next => next.Key).Select(group => $"{group.Key}: {string.Concat(group.Select(next => next.Text))}");
    }

    static SseFrame Frame(string text)
    {
        if (text.StartsWith(':'))
            return new(default, Encoding.UTF8.GetBytes(text[1..]), IsComment: true);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var name = lines.FirstOrDefault(line => line.StartsWith("event: ")) ?? "event: ";
        var data = lines.Where(line => line.StartsWith("data: ")).Select(line => line[6..]);
        return new(Encoding.UTF8.GetBytes(name[7..]), Encoding.UTF8.GetBytes(string.Join('\n', data)));
    }
}
