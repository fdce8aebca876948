using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Responses;

/// <summary>Whatever an emitter is fed, what it writes is legal, or nothing.</summary>
public sealed class ResponsesEmitterSafetySpec
{
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);

    static readonly IReadOnlyList<ResponseEvent>[] Answers =
    [
        ResponsesWire.Decode(Transcripts.Agent), ResponsesWire.Decode(Transcripts.ReasonedCall), ResponsesWire.Decode(Transcripts.SearchAndRefusal),
        ResponsesWire.Decode(Transcripts.Text), ResponsesWire.Decode(Transcripts.CopiesOnly),
    ];

    static readonly IReadOnlyList<ResponseEvent>[] Bodies = [ResponsesFormat.Instance.DecodeBody(Encoding.UTF8.GetBytes(Transcripts.AgentBody))];

    [Fact]
    [Trait("Spec", "R1"), Trait("Spec", "R2"), Trait("Spec", "R3"), Trait("Spec", "R4"), Trait("Spec", "R5"), Trait("Spec", "R6"), Trait("Spec", "R7")]
    [Trait("Spec", "I-32"), Trait("Spec", "I-33")]
    public void Any_events_in_any_order_must_give_a_legal_stream() => Prop.ForAll(Scripts.Anything(), IsLegal).Check(Config);

    [Fact]
    [Trait("Spec", "R1"), Trait("Spec", "R6")]
    public void A_mistreated_answer_must_give_a_legal_stream() => Prop.ForAll(Scripts.MostlyLegal(), IsLegal).Check(Config);

    [Fact]
    [Trait("Spec", "R1"), Trait("Spec", "R3"), Trait("Spec", "R6"), Trait("Spec", "R7")]
    public void The_torn_events_of_real_frames_must_give_a_legal_stream() => Prop.ForAll(Scripts.Torn(Answers), IsLegal).Check(Config);

    [Fact]
    [Trait("Spec", "R2"), Trait("Spec", "R6"), Trait("Spec", "R13")]
    public void A_legal_answer_without_frames_must_be_written_without_repairs() =>
        Prop.ForAll(
            Scripts.Legal().Generator.ToArbitrary(),
            script =>
            {
                var emitter = ResponsesWire.Emitter();
                ResponsesGrammar.CheckStream(script.Play(emitter)).ShouldBeEmpty();
                emitter.Repairs.Total.ShouldBe(0);
            }).Check(Config);

    [Fact]
    [Trait("Spec", "R2"), Trait("Spec", "R8")]
    public void Any_events_must_give_a_legal_body_or_none() => Prop.ForAll(Scripts.Anything(), IsLegalBody).Check(Config);

    [Fact]
    [Trait("Spec", "R2"), Trait("Spec", "R8")]
    public void The_torn_events_of_real_bodies_must_give_a_legal_body_or_none() => Prop.ForAll(Scripts.Torn(Bodies), IsLegalBody).Check(Config);

    static bool IsLegal(EmitterScript script)
    {
        var written = script.Play(ResponsesWire.Emitter());
        var violations = written.Length == 0 ? [] : ResponsesGrammar.CheckStream(written);
        violations.ShouldBeEmpty(Encoding.UTF8.GetString(written));
        return true;
    }

    static bool IsLegalBody(EmitterScript script)
    {
        var emitter = ResponsesWire.BodyEmitter();
        var written = script.Play(emitter);
        emitter.HasStarted.ShouldBe(written.Length > 0);
        (written.Length == 0 ? [] : ResponsesGrammar.CheckBody(written)).ShouldBeEmpty(Encoding.UTF8.GetString(written));
        return true;
    }
}
