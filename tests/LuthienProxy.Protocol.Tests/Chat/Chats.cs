using System.Buffers;
using System.Text;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Chat;

/// <summary>Sends streams and bodies through the format, as the pipeline does.</summary>
static class Chats
{
    public static readonly ConversationRequest Plain = Request("""{"model":"gpt-x","stream":true,"messages":[]}""");

    public static readonly ConversationRequest WithUsage =
        Request("""{"model":"gpt-x","stream":true,"stream_options":{"include_usage":true},"messages":[]}""");

    public static ConversationRequest Request(string json) => ChatFormat.Instance.DecodeRequest(Encoding.UTF8.GetBytes(json), new());

    /// <summary>A chunk of the answer that most tests speak of; the rest begins with a comma.</summary>
    public static string Chunk(string choices, string rest = "") =>
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"gpt-x","choices":[{{choices}}]{{rest}}}""" + "\n\n";

    /// <summary>One delta of choice 0.</summary>
    public static string Delta(string delta, string finish = "null", int choice = 0) =>
        Chunk($$$"""{"index":{{{choice}}},"delta":{{{{delta}}}},"finish_reason":{{{finish}}}}""");

    public static readonly string Role = Delta("\"role\":\"assistant\",\"content\":\"\"");

    public static readonly string Done = "data: [DONE]\n\n";

    public static string Text(string text) => Delta($"\"content\":\"{text}\"");

    public static string Finish(string word) => Delta("", $"\"{word}\"");

    public static string Call(int index, string id, string name, string arguments = "") => Delta(
        $$$"""
        "tool_calls":[{"index":{{{index}}},"id":"{{{id}}}","type":"function","function":{"name":"{{{name}}}","arguments":"{{{arguments}}}"}}]
        """);

    public static string Arguments(int index, string arguments) => Delta(
        $$$"""
        "tool_calls":[{"index":{{{index}}},"function":{"arguments":"{{{arguments}}}"}}]
        """);

    public static List<ResponseEvent> Decode(string stream) => Frames(stream).SelectMany(events => events).ToList();

    /// <summary>The events of each frame.</summary>
    public static List<List<ResponseEvent>> Frames(string stream)
    {
        var framer = new SseFramer();
        framer.Append(Encoding.UTF8.GetBytes(stream));
        framer.Complete();
        var decoder = ChatFormat.Instance.CreateStreamDecoder();
        var frames = new List<List<ResponseEvent>>();
        while (framer.TryRead(out var frame))
        {
            var events = new List<ResponseEvent>();
            decoder.Decode(frame, events);
            frames.Add(events);
        }
        return frames;
    }

    public static IReadOnlyList<ResponseEvent> DecodeBody(string body) => ChatFormat.Instance.DecodeBody(Encoding.UTF8.GetBytes(body));

    public static Sent Emit(IEnumerable<ResponseEvent> events, ConversationRequest? request = null) =>
        Emit(events, ChatFormat.Instance.CreateStreamEmitter(request ?? Plain));

    public static Sent EmitBody(IEnumerable<ResponseEvent> events) => Emit(events, ChatFormat.Instance.CreateBodyEmitter(Plain));

    /// <summary>What a client gets of a stream that nobody changes; nothing is ready after each frame.</summary>
    public static Sent Through(string stream, ConversationRequest? request = null)
    {
        var emitter = ChatFormat.Instance.CreateStreamEmitter(request ?? Plain);
        var output = new ArrayBufferWriter<byte>();
        foreach (var events in Frames(stream))
        {
            foreach (var next in events)
                emitter.Emit(next, output);
            emitter.Settle(output);
        }
        return new(Encoding.UTF8.GetString(output.WrittenSpan), emitter);
    }

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

        /// <summary>Asserts that no rule of the format is broken.</summary>
        public Sent ShouldBeLegal(bool includeUsage = false)
        {
            ChatGrammar.CheckStream(Bytes, includeUsage).ShouldBeEmpty(Text);
            return this;
        }
    }
}
