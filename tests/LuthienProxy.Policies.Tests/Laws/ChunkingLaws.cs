using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;

namespace LuthienProxy.Policies.Tests.Laws;

/// <summary>However an answer is cut, the outcome is the same.</summary>
public sealed class ChunkingLaws
{
    [Fact]
    [Trait("Spec", "I-56")]
    [Trait("Spec", "PP2")]
    public void Any_chunking_must_give_the_same_verdict_and_the_same_output() =>
        Law.Holds(Pool.Row(), Answers.WithChoices(), Answers.Cuts(), (row, script, cuts) =>
        {
            var test = PolicyTest.Of(row);
            Story.Of(test.Run(script.Events(cuts))).ShouldBe(Story.Of(test.Run(script.Events())));
        });

    [Theory]
    [InlineData("anthropic-messages")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [Trait("Spec", "I-51")]
    [Trait("Spec", "A14")]
    public void Streamed_and_unstreamed_answers_must_come_out_equal(string format) =>
        Law.Holds(Pool.Row(), Answers.Any(), Answers.Cuts(), (row, script, cuts) =>
        {
            var test = PolicyTest.Of(row) with { Request = TestRequests.Of(format) };
            var wire = test.Request.Format;
            var made = new AnswerTestResult(script.Events(cuts), new(), test.Request);
            var streamed = test.Run(Recorded.Stream(wire, made.StreamOf(wire)));
            var whole = test.Run(wire.DecodeBody(made.BodyOf(wire)));
            Story.Of(wire.DecodeBody(whole.BodyOf(wire))).ShouldBe(Story.Of(Recorded.Stream(wire, streamed.StreamOf(wire))));
        });
}
