using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;

namespace LuthienProxy.Protocol.Tests.Responses;

/// <summary>A delta that repeats the one before it is not read again, and nobody may notice.</summary>
[Trait("Spec", "I-35")]
public sealed class ResponsesMouldSpec
{
    static readonly string[] Frames =
    [
        Delta("one", 1), Delta("two", 2), Delta("ü 🌍", 10), Delta("", 3), Delta("\\n", 4), Delta("a\\\"b", 123456789), Delta("\\ud83c", 1234567890), Delta("\\u12g4", 5), Delta("\\x", 6), Delta("\t", 7),
        Delta("un\"quoted", 8), Delta("one", "01"), Delta("one", "-1"), Delta("one", "1.5"), Delta("one", "\"1\""), Delta("one", 1, padding: "x9Yz"), Delta("two", 2, padding: "k"), Delta("two", 2, padding: ""),
        Delta("""x","sequence_number":7,"delta":"y""", 9), Delta("elsewhere", 9, output: 1), Delta("part", 10, content: 1),
        Delta("no", 11, "response.refusal.delta"), Delta("why", 12, "response.reasoning_text.delta"), Delta("not", 13, "response.reasoning_text.delta"),
        Delta("{", 14, "response.function_call_arguments.delta", 2), Delta("}", 15, "response.function_call_arguments.delta", 2), Delta("one", 1).Replace("event: response.output_text.delta\n", ""),
        Delta("one", 1).Replace("event: response.output_text.delta", "event: response.text.delta"), Delta("one", 1).Replace("}", ""), Delta("one", 1).Replace("\"delta\":\"one\"", "\"delta\":1"),
        Backwards("one", 1), Backwards("three", 22), Backwards("four", 333),
        Frame("response.reasoning_summary_text.done", """{"type":"response.reasoning_summary_text.done","sequence_number":16,"item_id":"r","output_index":3,"summary_index":0,"text":"done"}"""),
        Frame("response.output_item.added", """{"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"id":"m","type":"message","status":"in_progress","role":"assistant","content":[]}}"""),
        Frame("response.output_item.added", """{"type":"response.output_item.added","sequence_number":2,"output_index":3,"item":{"id":"r","type":"reasoning","summary":[]}}"""),
        Frame("response.output_item.added", """{"type":"response.output_item.added","sequence_number":2,"output_index":2,"item":{"id":"f","type":"function_call","call_id":"c","name":"f","arguments":""}}"""),
        Frame("response.content_part.added", """{"type":"response.content_part.added","sequence_number":3,"item_id":"m","output_index":0,"content_index":0,"part":{"type":"output_text","text":""}}"""),
        Frame("response.output_text.done", """{"type":"response.output_text.done","sequence_number":9,"item_id":"m","output_index":0,"content_index":0,"text":"onetwo"}"""),
        ": ping\n\n",
    ];

    [Fact]
    public void Deltas_must_say_the_same_whether_or_not_they_resemble_the_one_before() =>
        Prop.ForAll(Streams, frames => Said(frames).ShouldBe(Said(Unlike(frames)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_tokens_stand_must_be_known_as_if_every_frame_had_been_read() =>
        Prop.ForAll(Streams, frames => Places(ResponsesWire.DecodeFrames(frames)).ShouldBe(frames.SelectMany(frame => Places(ResponsesWire.DecodeFrames([frame]))))).QuickCheckThrowOnFailure();

    static Arbitrary<string[]> Streams => Gen.Elements(Frames).ArrayOf().ToArbitrary();

    static string Frame(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    static string Delta(string text, object sequence, string type = "response.output_text.delta", int output = 0, int content = 0, string? padding = null) => Frame(type,
        $$"""{"type":"{{type}}","sequence_number":{{sequence}},"item_id":"m","output_index":{{output}},"content_index":{{content}},"delta":"{{text}}","logprobs":[]{{(padding is null ? "" : $",\"obfuscation\":\"{padding}\"")}}}""");

    // The holes before everything else: what stands behind them moves with their lengths.
    static string Backwards(string text, int sequence) => Frame("response.output_text.delta",
        $$"""{"obfuscation":"{{text}}x","delta":"{{text}}","logprobs":[],"sequence_number":{{sequence}},"content_index":0,"output_index":0,"item_id":"m","type":"response.output_text.delta"}""");

    // A blank in every second frame: none resembles its neighbour.
    static IEnumerable<string> Unlike(IEnumerable<string> frames) => frames.Select((frame, at) => at % 2 == 0 ? frame : frame.Replace("data: {", "data: { "));

    static List<string> Said(IEnumerable<string> frames) =>
        ResponsesWire.DecodeFrames(frames).ConvertAll(said => said is BlockDelta delta ? $"{delta.Block} {delta.Kind} {delta.Text}" : $"{said with { Origin = null }}");

    static IEnumerable<string> Places(IEnumerable<ResponseEvent> events) => events.Select(said => said.Origin).OfType<ResponsesFrame>().Distinct(ReferenceEqualityComparer.Instance).Cast<ResponsesFrame>()
        .Select(frame => $"{frame.Kind} {frame.IsNamed} {frame.Sequence} {frame.OutputIndex} {frame.PartIndex} {frame.BodyStart} "
            + $"{frame.TypeAt} {frame.SequenceAt} {frame.OutputIndexAt} {frame.PartIndexAt} {frame.ItemIdAt} {frame.TextAt} {frame.LogprobsAt} {frame.Text}");
}
