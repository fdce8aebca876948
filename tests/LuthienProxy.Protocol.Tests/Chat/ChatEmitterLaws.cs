using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Chat;

public sealed class ChatEmitterLaws
{
    static readonly IReadOnlyList<ResponseEvent>[] Answers =
    [
        .. ChatTranscripts.All.Select(Chats.Decode),
        .. ChatTranscripts.All.Select(stream => Chats.Decode(stream.Replace("\"delta\":{\"content\"", "\"delta\":{\"role\":\"assistant\",\"content\""))),
        Chats.DecodeBody(ChatBodySpec.Body),
    ];

    static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    [Trait("Spec", "C1")]
    [Trait("Spec", "C2")]
    [Trait("Spec", "C3")]
    [Trait("Spec", "C4")]
    [Trait("Spec", "C5")]
    [Trait("Spec", "C6")]
    [Trait("Spec", "C7")]
    [Trait("Spec", "I-01")]
    [Trait("Spec", "I-07")]
    public void Any_events_must_leave_as_a_legal_stream() => Check(Scripts.Anything());

    [Fact]
    public void Answers_with_faults_must_leave_as_a_legal_stream() => Check(Scripts.MostlyLegal(mostChoices: 3));

    [Fact]
    public void Torn_and_mixed_frames_must_leave_as_a_legal_stream() => Check(Scripts.Torn(Answers));

    [Fact]
    public void Any_events_must_leave_as_a_legal_body() => CheckBody(Scripts.Anything());

    [Fact]
    public void Torn_and_mixed_frames_must_leave_as_a_legal_body() => CheckBody(Scripts.Torn(Answers));

    [Fact]
    [Trait("Spec", "I-51")]
    public void A_legal_answer_made_without_frames_must_need_no_repair() =>
        Prop.ForAll(Scripts.Legal(mostChoices: 3), script =>
        {
            var emitter = ChatFormat.Instance.CreateStreamEmitter(Chats.WithUsage);
            script.Play(emitter);
            return emitter.Repairs.Total == 0;
        }).Check(Quick);

    [Fact]
    [Trait("Spec", "I-51")]
    [Trait("Spec", "I-04")]
    public void What_was_emitted_must_decode_to_the_same_conversation() =>
        Prop.ForAll(Scripts.Legal(mostChoices: 3), script =>
        {
            var stream = Encoding.UTF8.GetString(script.Play(ChatFormat.Instance.CreateStreamEmitter(Chats.WithUsage)));
            var body = Encoding.UTF8.GetString(script.Play(ChatFormat.Instance.CreateBodyEmitter(Chats.WithUsage)));
            var told = Said.Of(script.Events);
            return told == Said.Of(Chats.Decode(stream)) && told == Said.Of(Chats.DecodeBody(body));
        }).Check(Quick);

    static void Check(Arbitrary<EmitterScript> scripts) =>
        Prop.ForAll(scripts, Gen.Elements(Chats.Plain, Chats.WithUsage).ToArbitrary(), (script, request) =>
        {
            var emitter = ChatFormat.Instance.CreateStreamEmitter(request);
            var bytes = script.Play(emitter);
            var violations = emitter.HasStarted ? ChatGrammar.CheckStream(bytes, request.IncludeUsage) : [];
            return (emitter.HasEnded && emitter.HasStarted == bytes.Length > 0 && violations.Count == 0)
                .Label(string.Join("\n", violations) + "\n" + Encoding.UTF8.GetString(bytes));
        }).Check(Quick);

    static void CheckBody(Arbitrary<EmitterScript> scripts) =>
        Prop.ForAll(scripts, script =>
        {
            var emitter = ChatFormat.Instance.CreateBodyEmitter(Chats.Plain);
            var bytes = script.Play(emitter);
            var violations = emitter.HasStarted ? ChatGrammar.CheckBody(bytes) : [];
            return (emitter.HasEnded && emitter.HasStarted == bytes.Length > 0 && violations.Count == 0)
                .Label(string.Join("\n", violations) + "\n" + Encoding.UTF8.GetString(bytes));
        }).Check(Quick);
}
