using FsCheck.Fluent;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Policies.Tests.Laws;

/// <summary>Whatever policies put out, what a client gets is legal in its format.</summary>
public sealed class GrammarLaws
{
    [Theory]
    [InlineData("anthropic-messages")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [Trait("Spec", "X-04")]
    [Trait("Spec", "000-10b")]
    public void Chaos_must_leave_as_a_legal_answer(string format) =>
        Law.Holds(ArbMap.Default.ArbFor<int>(), Answers.Any(), Answers.Cuts(), (seed, script, cuts) =>
        {
            var test = PolicyTest.Of(new ChaosPolicy(seed)) with { Request = TestRequests.Of(format) };
            var wire = test.Request.Format;
            var made = new AnswerTestResult(script.Events(cuts), new(), test.Request);
            IsLegal(test.Run(Recorded.Stream(wire, made.StreamOf(wire))), wire);
            IsLegalBody(test.Run(wire.DecodeBody(made.BodyOf(wire))), wire);
        });

    [Theory]
    [InlineData("anthropic-messages")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [Trait("Spec", "X-04")]
    [Trait("Spec", "PP4")]
    public void Any_row_of_policies_must_leave_a_legal_answer(string format) =>
        Law.Holds(Pool.Row(), Answers.Any(), Answers.Cuts(), (row, script, cuts) =>
        {
            var test = PolicyTest.Of(row) with { Request = TestRequests.Of(format) };
            var wire = test.Request.Format;
            var made = new AnswerTestResult(script.Events(cuts), new(), test.Request);
            IsLegal(test.Run(Recorded.Stream(wire, made.StreamOf(wire))), wire);
            IsLegalBody(test.Run(wire.DecodeBody(made.BodyOf(wire))), wire);
        });

    static void IsLegal(AnswerTestResult result, IWireFormat format)
    {
        var stream = result.StreamOf(format);
        var violations = stream.Length == 0 ? [] : Check(stream, format);
        violations.ShouldBeEmpty(System.Text.Encoding.UTF8.GetString(stream));
    }

    // An answer that was stopped has no body of its own: its client gets the error in its place.
    static void IsLegalBody(AnswerTestResult result, IWireFormat format)
    {
        var body = result.BodyOf(format);
        var faults = body.Length == 0 || result.Events.Any(next => next is Protocol.Conversation.ResponseFailed) ? [] : CheckBody(body, format);
        faults.ShouldBeEmpty(System.Text.Encoding.UTF8.GetString(body));
    }

    static IReadOnlyList<GrammarViolation> CheckBody(byte[] body, IWireFormat format) => format switch
    {
        AnthropicFormat => AnthropicGrammar.CheckBody(body),
        ChatFormat => ChatGrammar.CheckBody(body),
        ResponsesFormat => ResponsesGrammar.CheckBody(body),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static IReadOnlyList<GrammarViolation> Check(byte[] stream, IWireFormat format) => format switch
    {
        AnthropicFormat => AnthropicGrammar.CheckStream(stream),
        ChatFormat => ChatGrammar.CheckStream(stream),
        ResponsesFormat => ResponsesGrammar.CheckStream(stream),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
