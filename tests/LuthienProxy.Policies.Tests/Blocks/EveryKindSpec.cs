using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Policies.MultiParallel;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Blocks;

/// <summary>What a verdict does to each kind of block, decided by one policy or by several together.</summary>
public sealed class EveryKindSpec
{
    static readonly BlockVerdict Stops = new BlockVerdict.Block("Not here.");

    [Theory]
    [InlineData(BlockKind.Text, BlockKinds.Text)]
    [InlineData(BlockKind.Refusal, BlockKinds.Refusal)]
    [InlineData(BlockKind.ToolCall, BlockKinds.ToolCall)]
    [InlineData(BlockKind.Opaque, BlockKinds.Opaque)]
    public void A_blocked_block_must_be_explained_in_its_place(BlockKind kind, BlockKinds kinds)
    {
        foreach (var policy in AloneAndTogether(kinds, Stops))
        {
            var result = PolicyTest.Of(policy).Run(Of(kind));
            result.TextOf().ShouldContain("Not here.");
            result.Events.OfType<BlockDelta>().ShouldAllBe(delta => !delta.Text.Contains("secret"));
            result.Events[^1].ShouldBeOfType<ResponseCompleted>();
        }
    }

    [Fact]
    public void Blocked_reasoning_must_end_the_answer_with_the_explanation()
    {
        foreach (var policy in AloneAndTogether(BlockKinds.Thinking, Stops))
        {
            var result = PolicyTest.Of(policy).Run([.. Of(BlockKind.Thinking)]);
            result.Events.OfType<BlockDelta>().ShouldAllBe(delta => !delta.Text.Contains("secret"));
            result.Events[^1].ShouldBeOfType<ResponseFailed>().Error.Message.ShouldContain("Not here.");
        }
    }

    [Theory]
    [InlineData(BlockKind.Text, BlockKinds.Text)]
    [InlineData(BlockKind.Refusal, BlockKinds.Refusal)]
    [InlineData(BlockKind.ToolCall, BlockKinds.ToolCall)]
    [InlineData(BlockKind.Opaque, BlockKinds.Opaque)]
    public void A_dropped_block_must_leave_nothing(BlockKind kind, BlockKinds kinds)
    {
        foreach (var policy in AloneAndTogether(kinds, new BlockVerdict.Drop("Too much."), BlockActions.Drop))
        {
            var result = PolicyTest.Of(policy).Run([.. AnswerScript.Empty.Text("before").Events().SkipLast(3), .. Of(kind).Skip(2)]);
            result.Events.OfType<BlockStarted>().ShouldAllBe(started => started.Kind == BlockKind.Text);
            result.Record.Decisions.ShouldContain(decision => decision.Verdict == PolicyVerdict.Drop && decision.Reason == "Too much.");
        }
    }

    [Theory]
    [InlineData(BlockKind.Text, BlockKinds.Text, "instead")]
    [InlineData(BlockKind.Refusal, BlockKinds.Refusal, "instead")]
    public void Replaced_words_must_be_the_others(BlockKind kind, BlockKinds kinds, string expected)
    {
        foreach (var policy in AloneAndTogether(kinds, new BlockVerdict.Replace("instead", "Better."), BlockActions.Replace))
            PolicyTest.Of(policy).Run(Of(kind)).TextOf().ShouldBe(expected);
    }

    [Theory]
    [InlineData(BlockKind.Thinking, BlockKinds.Thinking)]
    [InlineData(BlockKind.Opaque, BlockKinds.Opaque)]
    public void What_has_no_words_to_replace_must_be_blocked_as_a_failure(BlockKind kind, BlockKinds kinds)
    {
        var result = PolicyTest.Of(new VerdictPolicy(kinds, new BlockVerdict.Replace("instead"))).Run(Of(kind));
        result.Record.Decisions.ShouldContain(decision => decision.Verdict == PolicyVerdict.Error);
        result.Events.OfType<BlockDelta>().ShouldAllBe(delta => !delta.Text.Contains("secret") && !delta.Text.Contains("instead"));
    }

    [Fact]
    public void Reasoning_that_is_dropped_must_be_blocked_as_a_failure_and_forwarded_by_one_that_fails_open()
    {
        var policy = new VerdictPolicy(BlockKinds.Thinking, new BlockVerdict.Drop());
        PolicyTest.Of(policy).Run(Of(BlockKind.Thinking)).Events[^1].ShouldBeOfType<ResponseFailed>();
        var open = PolicyTest.Of(new PolicyBinding { Name = "p", Policy = policy, OnFailure = FailureMode.Open }).Run(Of(BlockKind.Thinking));
        open.Events.OfType<BlockDelta>().ShouldContain(delta => delta.Text == "secret");
        open.TextOf().ShouldContain("could not check this");
    }

    [Fact]
    public void A_policy_without_a_verdict_must_count_as_failed() =>
        PolicyTest.Of(new VerdictPolicy(BlockKinds.Text, null!)).Run(Of(BlockKind.Text)).Record.Decisions.ShouldContain(decision => decision.Verdict == PolicyVerdict.Error);

    [Theory]
    [InlineData(BlockKind.Text, """{"kind":"text","text":"secret"}""")]
    [InlineData(BlockKind.Refusal, """{"kind":"refusal","text":"secret"}""")]
    [InlineData(BlockKind.Thinking, """{"kind":"reasoning","text":"secret"}""")]
    [InlineData(BlockKind.ToolCall, """{"kind":"tool_call","tool":"Bash","arguments":"secret"}""")]
    [InlineData(BlockKind.Opaque, """{"kind":"unknown"}""")]
    public void A_judge_must_be_told_what_it_is(BlockKind kind, string expected)
    {
        var described = new List<string>();
        PolicyTest.Of(new DescribingPolicy(described)).Run(Of(kind));
        described.ShouldBe([expected]);
    }

    [Fact]
    public void What_belongs_to_no_block_that_began_must_pass_as_it_is()
    {
        ResponseEvent[] events =
        [
            new ResponseStarted("id_1", "model-1"), new BlockDelta(new(7), DeltaKind.Text) { Text = "stray" }, new BlockCompleted(new(7)),
            new BlockStarted(new(1), BlockKind.Text), new BlockStarted(new(1), BlockKind.Text), new BlockDelta(new(1), DeltaKind.Text) { Text = "a" }, new BlockCompleted(new(1)),
            new ChoiceStopped(0, new(StopKind.EndTurn)), new ResponseCompleted(),
        ];
        PolicyTest.Of(new VerdictPolicy(BlockKinds.Text, BlockVerdict.Pass)).Run(events).Events.ShouldBe(events, ReferenceEqualityComparer.Instance);
    }

    static Policy[] AloneAndTogether(BlockKinds kinds, BlockVerdict verdict, BlockActions actions = BlockActions.Block)
    {
        var policy = new VerdictPolicy(kinds, verdict, actions);
        return [policy, new MultiParallelPolicy(new() { Policies = [Pool.Named("inner", policy), Pool.Named("blind", new VerdictPolicy(BlockKinds.None, Stops))] })];
    }

    static ResponseEvent[] Of(BlockKind kind) =>
    [
        new ResponseStarted("id_1", "model-1"), new UsageReported(new() { Input = 7 }),
        new BlockStarted(new(50), kind) { Tool = kind == BlockKind.ToolCall ? new("call_1", "Bash") : null },
        new BlockDelta(new(50), kind == BlockKind.ToolCall ? DeltaKind.Arguments : DeltaKind.Text) { Text = "secret" },
        new BlockDelta(new(50), DeltaKind.Signature) { Text = "c2ln" },
        new BlockCompleted(new(50)),
        new ChoiceStopped(0, new(StopKind.EndTurn)), new ResponseCompleted(),
    ];

    sealed class DescribingPolicy(List<string> described) : BlockPolicy
    {
        public override BlockKinds Kinds => BlockKinds.Text | BlockKinds.Refusal | BlockKinds.Thinking | BlockKinds.ToolCall | BlockKinds.Opaque;

        public override BlockActions Actions => BlockActions.Block;

        protected internal override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation)
        {
            described.Add(JudgePrompts.Describe(block));
            return new(BlockVerdict.Pass);
        }
    }
}
