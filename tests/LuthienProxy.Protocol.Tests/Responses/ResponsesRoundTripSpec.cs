using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Responses;

public sealed class ResponsesRoundTripSpec
{
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    [Trait("Spec", "R6"), Trait("Spec", "H5")]
    public void A_legal_answer_must_be_the_same_after_it_was_written_and_read() =>
        Prop.ForAll(
            Scripts.Legal().Generator.ToArbitrary(),
            script => Content(ResponsesWire.Decode(Streamed(script))).ShouldBe(Content(script.Events)))
            .Check(Config);

    [Fact]
    [Trait("Spec", "I-51")]
    public void A_body_must_tell_what_the_stream_of_the_same_answer_tells() =>
        Prop.ForAll(
            Scripts.Legal().Generator.ToArbitrary(),
            script => ResponsesWire.Merged(ResponsesFormat.Instance.DecodeBody(script.Play(ResponsesWire.BodyEmitter()))).Skip(1)
                .SequenceEqual(ResponsesWire.Merged(ResponsesWire.Decode(Streamed(script))).Skip(1)))
            .Check(Config);

    [Theory]
    [InlineData(true), InlineData(false)]
    [Trait("Spec", "R1"), Trait("Spec", "R2"), Trait("Spec", "R3"), Trait("Spec", "R4"), Trait("Spec", "R5"), Trait("Spec", "R7")]
    public void An_upstream_that_loses_doubles_or_moves_frames_must_be_mended_or_ended(bool mayRewrite)
    {
        // While nothing is remembered, copies are the upstream's own word (R6).
        var excused = mayRewrite ? Array.Empty<string>() : ["R6"];
        Prop.ForAll(
            FaultyFrames().ToArbitrary(),
            frames =>
            {
                var script = new EmitterScript([.. ResponsesWire.DecodeFrames(frames).Select(next => new EmitterStep.Emit(next))]);
                var written = script.Play(ResponsesWire.Emitter(new() { MayRewrite = mayRewrite }));
                var violations = written.Length == 0 ? [] : ResponsesGrammar.CheckStream(written);
                violations.Where(violation => !excused.Contains(violation.Statement)).ShouldBeEmpty(Encoding.UTF8.GetString(written));
            }).Check(Config);
    }

    static Gen<string[]> FaultyFrames() =>
        from stream in Gen.Elements(Transcripts.Agent, Transcripts.SearchAndRefusal, Transcripts.ReasonedCall, Transcripts.CopiesOnly)
        from faults in Fault().ListOf(0, 5)
        select faults.Aggregate(stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries), (frames, fault) => fault(frames));

    static Gen<Func<string[], string[]>> Fault() =>
        from kind in Gen.Choose(0, 2)
        from at in Gen.Choose(0, 999)
        from to in Gen.Choose(0, 999)
        select new Func<string[], string[]>(frames => kind switch
        {
            0 => [.. frames.Where((_, i) => i != at % frames.Length)],
            1 => [.. frames[..(to % frames.Length)], frames[at % frames.Length], .. frames[(to % frames.Length)..]],
            _ => [.. frames[..(at % frames.Length)], .. frames[(at % frames.Length)..].Reverse().Take(2), .. frames[(at % frames.Length)..].Skip(2)],
        });

    static string Streamed(EmitterScript script) => Encoding.UTF8.GetString(script.Play(ResponsesWire.Emitter()));

    /// <summary>The blocks alone: the words for stops and the details of usage are the format's.</summary>
    static IEnumerable<string> Content(IEnumerable<ResponseEvent> events) =>
        ResponsesWire.Merged(events.Where(next => next is BlockStarted or BlockDelta or BlockCompleted));
}
