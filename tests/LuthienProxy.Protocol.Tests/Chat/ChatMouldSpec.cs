using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Chat;

/// <summary>A chunk that repeats the one before it is not read again, and nobody may notice.</summary>
public sealed class ChatMouldSpec
{
    static readonly string Padded = Chats.Chunk("""{"index":0,"delta":{"content":"padded"},"finish_reason":null}""", ""","obfuscation":"x9Yz" """);

    static readonly string[] Frames =
    [
        Chats.Role, Chats.Text("one"), Chats.Text("two"), Chats.Text("ü 🌍"), Chats.Text(""), Chats.Text("\\n"), Chats.Text("a\\\"b"), Chats.Text("\\ud83c"),
        Chats.Text("\t"), Chats.Text("un\"quoted"), Chats.Text("""x"},"finish_reason":null}],"choices":[{"index":0,"delta":{"content":"y"""),
        Padded, Padded.Replace("padded", "again"), Padded.Replace("x9Yz", "k"), Padded.Replace("x9Yz", "\\\""), Padded.Replace("obfuscation", "fuscation"),
        Chats.Delta("\"content\":\"other\"", choice: 1), Chats.Delta("\"refusal\":\"no\""), Chats.Delta("\"reasoning\":\"why\""),
        Chats.Delta("\"reasoning_content\":\"why\",\"reasoning\":\"why\""), Chats.Delta("\"content\":\"a\",\"content\":\"b\""),
        Chats.Delta("\"content\":\"late\"", "\"stop\""), Chats.Finish("stop"), Chats.Call(0, "call_1", "f"), Chats.Arguments(0, "{}"),
        Chats.Text("one").Replace("]}", "]"), Chats.Text("two").Replace("]}", "]"), Chats.Text("one").Replace("gpt-x", "gpt-y"), ": ping\n\n", Chats.Done,
    ];

    [Fact]
    [Trait("Spec", "I-35")]
    public void Chunks_must_say_the_same_whether_or_not_they_resemble_the_one_before() =>
        Prop.ForAll(Gen.Elements(Frames).ListOf().ToArbitrary(), frames => Said(frames).ShouldBe(Said(Unlike(frames))))
            .QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Spec", "I-35")]
    public void A_chunk_that_resembles_the_one_before_must_leave_byte_for_byte()
    {
        var stream = Chats.Role + Chats.Text("one") + Chats.Text("two") + Padded + Padded.Replace("padded", "more").Replace("x9Yz", "q") + Chats.Text("three") + Chats.Finish("stop") + Chats.Done;

        Chats.Through(stream).ShouldBeLegal().Text.ShouldBe(stream);
    }

    [Fact]
    public void Nothing_of_the_last_delta_must_be_held_while_the_stream_waits()
    {
        var format = ChatFormat.Instance;
        var decoder = format.CreateStreamDecoder();
        var emitter = format.CreateStreamEmitter(format.DecodeRequest("""{"model":"m","stream":true,"messages":[{"role":"user","content":"hi"}]}"""u8.ToArray(), new RequestLimits()));

        var last = Relay(decoder, emitter, Chats.Role, Chats.Text("one"), Chats.Text("two"), Chats.Text("three"));
        GC.Collect();

        last.TryGetTarget(out _).ShouldBeFalse();
        GC.KeepAlive(decoder);
        GC.KeepAlive(emitter);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference<ResponseEvent> Relay(IStreamDecoder decoder, IResponseEmitter emitter, params string[] frames)
    {
        var (framer, events, output) = (new SseFramer(), new List<ResponseEvent>(), new ArrayBufferWriter<byte>());
        foreach (var text in frames)
        {
            framer.Append(Encoding.UTF8.GetBytes(text));
            events.Clear();
            while (framer.TryRead(out var frame))
                decoder.Decode(frame, events);
            events.ForEach(next => emitter.Emit(next, output));
        }
        var last = new WeakReference<ResponseEvent>(events[^1]);
        events.Clear();
        return last;
    }

    // A blank in every second frame: none resembles its neighbour.
    static IEnumerable<string> Unlike(IEnumerable<string> frames) => frames.Select((frame, at) => at % 2 == 0 ? frame : frame.Replace("{\"index\"", "{ \"index\"").Replace("data: {", "data: { "));

    static List<string> Said(IEnumerable<string> frames) => Chats.Decode(string.Concat(frames)).ConvertAll(Describe);

    static string Describe(ResponseEvent said) => said switch
    {
        BlockDelta delta => $"{delta.Block} {delta.Kind} {delta.Text}",
        _ => $"{said with { Origin = null }}",
    };
}
