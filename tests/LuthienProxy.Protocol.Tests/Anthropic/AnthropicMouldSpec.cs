using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Tests.Anthropic;

/// <summary>A delta that repeats the one before it is not read again, and nobody may notice.</summary>
[Trait("Spec", "I-35")]
public sealed class AnthropicMouldSpec
{
    static readonly string[] Frames =
    [
        Delta("one"), Delta("two"), Delta("ü 🌍"), Delta(""), Delta("\\n"), Delta("a\\\"b"), Delta("\\ud83c"), Delta("\\u12g4"), Delta("\\x"), Delta("\t"), Delta("un\"quoted"),
        Delta("""x"},"index":1,"delta":{"type":"text_delta","text":"y"""), Delta("elsewhere", index: 1), Delta("more", index: 1), Delta("sure", index: 12),
        Delta("{\\\"a\\\":", "input_json_delta", "partial_json"), Delta("1}", "input_json_delta", "partial_json"), Delta("why", "thinking_delta", "thinking"), Delta("not", "thinking_delta", "thinking"),
        Delta("Eq==", "signature_delta", "signature"), Delta("odd", "other_delta"), Delta("lost", "text_delta", "words"), Delta("one").Replace("event: content_block_delta", "event: delta"),
        Delta("one").Replace("event: content_block_delta\n", ""), Delta("one").Replace("}}", "}"), Backwards("one", 0), Backwards("three", 0), Backwards("four", 7),
        Frame("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        Frame("content_block_start", """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}"""),
        Frame("content_block_stop", """{"type":"content_block_stop","index":0}"""), Frame("content_block_stop", """{"type":"content_block_stop","index":1}"""),
        Frame("ping", """{"type":"ping"}"""), ": ping\n\n", Frame("message_stop", """{"type":"message_stop"}"""),
    ];

    [Fact]
    public void Deltas_must_say_the_same_whether_or_not_they_resemble_the_one_before() =>
        Prop.ForAll(Streams, frames => Said(frames).ShouldBe(Said(Unlike(frames)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_tokens_stand_must_be_known_as_if_every_frame_had_been_read() =>
        Prop.ForAll(Streams, frames => Places(Decode(frames)).ShouldBe(frames.SelectMany(frame => Places(Decode([frame]))))).QuickCheckThrowOnFailure();

    [Fact]
    public void Deltas_that_resemble_the_one_before_must_leave_byte_for_byte()
    {
        var stream = Frame("message_start", """{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"x","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}""")
            + Frame("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")
            + Delta("one") + Delta("two\\n") + Backwards("three", 0) + Backwards("four", 0) + Delta("five")
            + Frame("content_block_stop", """{"type":"content_block_stop","index":0}""")
            + Frame("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":5}}""")
            + Frame("message_stop", """{"type":"message_stop"}""");

        Relay.Through(stream).Text.ShouldBe(stream);
    }

    static Arbitrary<string[]> Streams => Gen.Elements(Frames).ArrayOf().ToArbitrary();

    static string Frame(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    static string Delta(string text, string type = "text_delta", string field = "text", int index = 0) =>
        Frame("content_block_delta", $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"{{{type}}}","{{{field}}}":"{{{text}}}"}}""");

    // The text before everything else: what stands behind it moves with its length.
    static string Backwards(string text, int index) =>
        Frame("content_block_delta", $$$"""{"delta":{"text":"{{{text}}}","type":"text_delta"},"index":{{{index}}},"type":"content_block_delta"}""");

    // A blank in every second frame: none resembles its neighbour.
    static IEnumerable<string> Unlike(IEnumerable<string> frames) => frames.Select((frame, at) => at % 2 == 0 ? frame : frame.Replace("data: {", "data: { "));

    static List<ResponseEvent> Decode(IEnumerable<string> frames) => Relay.Decode(string.Concat(frames));

    static List<string> Said(IEnumerable<string> frames) => Decode(frames).ConvertAll(said => said is BlockDelta delta ? $"{delta.Block} {delta.Kind} {delta.Text}" : $"{said with { Origin = null }}");

    static IEnumerable<string> Places(IEnumerable<ResponseEvent> events) => events.Select(said => said.Origin).OfType<AnthropicFrame>().Distinct(ReferenceEqualityComparer.Instance).Cast<AnthropicFrame>()
        .Select(frame => $"{frame.Kind} {frame.Form} {frame.IsComplete} {frame.Index} {frame.IndexSpan} {frame.TextSpan} {frame.TypeSpan}");
}
