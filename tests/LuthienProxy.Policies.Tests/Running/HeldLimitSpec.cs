using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Blocks;
using LuthienProxy.Policies.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Running;

/// <summary>A policy may hold back so much and no more. What happens to what it holds is what its failure mode says.</summary>
public sealed class HeldLimitSpec
{
    static readonly AnswerScript Answer = AnswerScript.Empty.Text("a text that is too long ").ToolCall("Bash", """{"command":"echo a long command that is more than is allowed"}""").Text(" after", 1);

    public static TheoryData<string> Holding => ["block", "text", "json"];

    [Theory]
    [MemberData(nameof(Holding))]
    [Trait("Spec", "PP5")]
    public async Task A_policy_that_holds_too_much_and_fails_closed_must_end_the_answer(string name)
    {
        var result = await Test(name, FailureMode.Closed).AnswerAsync(Answer.Events(4));
        result.Events[^1].ShouldBeOfType<ResponseFailed>().Error.Kind.ShouldBe(ErrorKind.Blocked);
        result.Record.Decisions.ShouldContain(decision => decision.Verdict == PolicyVerdict.Error);
    }

    [Theory]
    [MemberData(nameof(Holding))]
    public async Task A_policy_that_holds_too_much_and_fails_open_must_give_everything_back_in_its_order(string name)
    {
        var events = Answer.Events(4);
        var result = await Test(name, FailureMode.Open).AnswerAsync(events);
        result.Events.ShouldBe(events, ReferenceEqualityComparer.Instance);
        result.Record.Decisions.Single().Verdict.ShouldBe(PolicyVerdict.Error);
    }

    [Theory]
    [InlineData("text", "too long")]
    [InlineData("json", "echo a")]
    public async Task An_answer_that_breaks_off_must_take_what_is_held_with_it(string name, string held)
    {
        var binding = new PolicyBinding { Name = "p", Policy = Policies(name) };
        ResponseEvent[] events = [.. Answer.Events(4).TakeWhile(next => next is not BlockCompleted { Block.Value: 1 }), new ResponseFailed(new(ErrorKind.Overloaded, "Too much."))];
        var result = await PolicyTest.Of(binding).AnswerAsync(events.Where(next => name == "json" || next is not BlockCompleted));
        result.Events[^1].ShouldBeOfType<ResponseFailed>().Error.Kind.ShouldBe(ErrorKind.Overloaded);
        string.Concat(result.Events.OfType<BlockDelta>().Select(delta => delta.Text)).ShouldNotContain(held);
    }

    [Fact]
    public async Task A_transform_that_settles_what_it_was_not_shown_must_fail()
    {
        var result = await PolicyTest.Of(new GreedyPolicy()).AnswerAsync(Answer.Events(4));
        result.Record.Decisions.Single().Verdict.ShouldBe(PolicyVerdict.Error);
        result.Events[^1].ShouldBeOfType<ResponseFailed>();
    }

    [Fact]
    public async Task A_block_that_begins_twice_must_be_changed_once_and_other_deltas_stay()
    {
        ResponseEvent[] events =
        [
            new ResponseStarted("id_1", "model-1"), new BlockStarted(new(1), BlockKind.Refusal), new BlockStarted(new(1), BlockKind.Refusal),
            new BlockDelta(new(1), DeltaKind.Text) { Text = "no" }, new BlockDelta(new(1), DeltaKind.Signature) { Text = "no" }, new BlockDelta(new(1), DeltaKind.Text) { Text = "no" },
            new ChoiceStopped(0, new(StopKind.EndTurn)), new ResponseCompleted(),
        ];
        var result = await PolicyTest.Of(new StringReplacementPolicy(new() { Pairs = [new("no", "yes")] })).AnswerAsync(events);
        result.Events.OfType<BlockDelta>().Select(delta => delta.Text).ShouldBe(["yes", "no", "yes"]);
    }

    static PolicyTest Test(string name, FailureMode mode) =>
        PolicyTest.Of(new PolicyBinding { Name = name, Policy = Policies(name), OnFailure = mode, Limits = new() { MaxHeldCharacters = 10 } });

    static Policy Policies(string name) => name switch
    {
        "block" => new VerdictPolicy(BlockKinds.ToolCall, BlockVerdict.Pass),
        "text" => new HoardingPolicy(),
        _ => new StringReplacementPolicy(new() { Pairs = [new("never", "x")], Targets = TextTargets.ToolArguments }),
    };

    // Settles nothing before the end.
    sealed class HoardingPolicy : TextPolicy
    {
        protected internal override TextTransform CreateTransform(PolicyContext context) => new Hoarding();

        sealed class Hoarding : TextTransform
        {
            public override void Advance(ReadOnlySpan<char> text, bool isEnd, TextEdits edits) => edits.Keep(isEnd ? text.Length : 0);
        }
    }

    sealed class GreedyPolicy : TextPolicy
    {
        protected internal override TextTransform CreateTransform(PolicyContext context) => new Greedy();

        sealed class Greedy : TextTransform
        {
            public override void Advance(ReadOnlySpan<char> text, bool isEnd, TextEdits edits) => edits.Keep(text.Length + 1);
        }
    }
}
