using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Tests.Arbitrary;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Anthropic;

public sealed class AnthropicGrammarProperties
{
    static readonly IReadOnlyList<ResponseEvent>[] Answers =
    [
        Relay.Decode(Transcripts.Text), Relay.Decode(Transcripts.ParallelTools), Relay.Decode(Transcripts.ServerTools), Relay.Decode(Transcripts.Prefilled),
        Relay.Decode(Transcripts.Refused), Relay.Decode(Transcripts.Overloaded), Relay.DecodeBody(Bodies.Tools), Relay.DecodeBody(Bodies.Searched),
    ];

    static readonly byte[] ErrorOnly = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"\"}}\n\n"u8.ToArray();

    [Fact]
    [Trait("Spec", "A3")]
    [Trait("Spec", "A4")]
    [Trait("Spec", "A6")]
    [Trait("Spec", "A7")]
    [Trait("Spec", "A10")]
    [Trait("Spec", "I-20")]
    [Trait("Spec", "I-21")]
    [Trait("Spec", "I-22")]
    public void Whatever_events_come_the_stream_must_be_legal() => Check(Scripts.Anything(), IsLegalStream, 2000);

    [Fact]
    [Trait("Spec", "I-26")]
    public void A_legal_answer_with_faults_must_leave_as_a_legal_stream() => Check(Scripts.MostlyLegal(), IsLegalStream, 1000);

    [Fact]
    [Trait("Spec", "A9")]
    [Trait("Spec", "A11")]
    public void Torn_frames_must_leave_as_a_legal_stream() => Check(Scripts.Torn(Answers), IsLegalStream, 3000);

    [Fact]
    [Trait("Spec", "A14")]
    public void Whatever_events_come_the_body_must_be_legal_or_absent() =>
        Prop.ForAll(Scripts.Anything(), IsLegalBody).And(Prop.ForAll(Scripts.MostlyLegal(), IsLegalBody)).QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Spec", "A14")]
    public void Torn_bodies_must_leave_as_a_legal_body_or_not_at_all() => Check(Scripts.Torn(Answers), IsLegalBody, 2000);

    [Fact]
    public void A_legal_answer_made_here_must_need_no_repair() =>
        Check(Scripts.Legal(), script => Played(script, out var sent) && sent.Repairs.Total == 0 && sent.HasEnded, 300);

    [Fact]
    [Trait("Spec", "I-35")]
    public void A_legal_stream_read_and_written_again_must_be_the_same() =>
        Check(Scripts.Legal(), script => Written(script) is var stream && Relay.Through(stream).Text == stream, 300);

    [Fact]
    [Trait("Spec", "A14")]
    public void A_body_must_say_what_the_stream_of_the_same_answer_says() =>
        Check(Scripts.Legal(), script => Story.Of(Relay.DecodeBody(Relay.EmitBody(script.Events).Text)) == Story.Of(Relay.Decode(Written(script))), 300);

    static string Written(EmitterScript script) => Relay.Emit(script.Events).Text;

    static bool IsLegalStream(EmitterScript script)
    {
        var emitter = AnthropicFormat.Instance.CreateStreamEmitter(Relay.Request);
        var sent = script.Play(emitter);
        // Before anything was written a failure is an HTTP status, not an event.
        AnthropicGrammar.CheckStream(sent.Length == 0 ? ErrorOnly : sent).ShouldBeEmpty(System.Text.Encoding.UTF8.GetString(sent));
        return emitter.HasEnded && emitter.HasStarted == sent.Length > 0;
    }

    static bool IsLegalBody(EmitterScript script)
    {
        var emitter = AnthropicFormat.Instance.CreateBodyEmitter(Relay.Request);
        var sent = script.Play(emitter);
        return emitter.HasEnded && (sent.Length == 0 ? !emitter.HasStarted : Bodies.IsError(sent) || AnthropicGrammar.CheckBody(sent).Count == 0);
    }

    static bool Played(EmitterScript script, out IResponseEmitter emitter)
    {
        emitter = AnthropicFormat.Instance.CreateStreamEmitter(Relay.Request);
        return AnthropicGrammar.CheckStream(script.Play(emitter)).Count == 0;
    }

    static void Check(Arbitrary<EmitterScript> scripts, Func<EmitterScript, bool> holds, int times) =>
        Prop.ForAll(scripts, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(times));
}
