using System.Buffers;
using System.Text;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Anthropic;

/// <summary>Sends streams and bodies through the format, as the pipeline does.</summary>
static class Relay
{
    public static readonly ConversationRequest Request =
        AnthropicFormat.Instance.DecodeRequest("""{"model":"claude-x","messages":[]}"""u8.ToArray(), new());

    /// <summary>The events of a stream.</summary>
    public static List<ResponseEvent> Decode(string stream)
    {
        var framer = new SseFramer();
        framer.Append(Encoding.UTF8.GetBytes(stream));
        framer.Complete();
        var decoder = AnthropicFormat.Instance.CreateStreamDecoder();
        var events = new List<ResponseEvent>();
        while (framer.TryRead(out var frame))
            decoder.Decode(frame, events);
        return events;
    }

    /// <summary>The events of a body.</summary>
    public static IReadOnlyList<ResponseEvent> DecodeBody(string body) => AnthropicFormat.Instance.DecodeBody(Encoding.UTF8.GetBytes(body));

    /// <summary>What a client gets of these events.</summary>
    public static Sent Emit(IEnumerable<ResponseEvent> events) => Emit(events, AnthropicFormat.Instance.CreateStreamEmitter(Request));

    /// <summary>The body a client gets of these events.</summary>
    public static Sent EmitBody(IEnumerable<ResponseEvent> events) => Emit(events, AnthropicFormat.Instance.CreateBodyEmitter(Request));

    /// <summary>What a client gets of a stream that nobody changes.</summary>
    public static Sent Through(string stream) => Emit(Decode(stream));

    /// <summary>What a client gets of a body that nobody changes.</summary>
    public static Sent BodyThrough(string body) => EmitBody(DecodeBody(body));

    static Sent Emit(IEnumerable<ResponseEvent> events, IResponseEmitter emitter)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var next in events)
            emitter.Emit(next, output);
        emitter.Settle(output);
        return new(Encoding.UTF8.GetString(output.WrittenSpan), emitter);
    }

    /// <summary>What was sent, and by whom.</summary>
    public sealed record Sent(string Text, IResponseEmitter Emitter)
    {
        public RepairCounts Repairs => Emitter.Repairs;

        public byte[] Bytes => Encoding.UTF8.GetBytes(Text);
    }
}
