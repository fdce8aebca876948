using Luthien.TestKit;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Running;

public sealed class FailureSpec
{
    static readonly AnswerScript Answer = AnswerScript.Empty.Text("one two three").ToolCall("Bash", """{"command":"ls"}""");

    [Fact]
    [Trait("Spec", "PP5")]
    public async Task A_policy_that_throws_must_stop_the_answer_when_it_fails_closed()
    {
        var result = await Test(new FaultyPolicy(after: 3), FailureMode.Closed).AnswerAsync(Answer.Events(4));
        result.Events[^1].ShouldBeOfType<ResponseFailed>().Error.Kind.ShouldBe(ErrorKind.Blocked);
        result.ToolCallsOf().ShouldBeEmpty();
        result.Record.Decisions.Single().Verdict.ShouldBe(PolicyVerdict.Error);
    }

    [Fact]
    public async Task A_policy_that_throws_must_let_everything_pass_when_it_fails_open()
    {
        var events = Answer.Events(4);
        var result = await Test(new FaultyPolicy(after: 3), FailureMode.Open).AnswerAsync(events);
        result.Events.ShouldBe(events, ReferenceEqualityComparer.Instance);
        result.Record.Decisions.Single().Verdict.ShouldBe(PolicyVerdict.Error);
    }

    [Theory]
    [InlineData(FailureMode.Closed)]
    [InlineData(FailureMode.Open)]
    [Trait("Spec", "000-27c")]
    [Trait("Spec", "I-59")]
    public async Task A_policy_that_hangs_must_be_given_up_in_time(FailureMode mode)
    {
        var time = new ManualTime();
        var policy = new FaultyPolicy(after: 3, hangs: true);
        var running = (Test(policy, mode) with { Time = time }).AnswerAsync(Answer.Events(4));
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        var result = await running;
        result.ToolCallsOf().Count.ShouldBe(mode == FailureMode.Open ? 1 : 0);
        result.Record.Decisions.Single().Reason.ShouldBe("it took longer than 60 s.");
        policy.Ends.ShouldBe(1);
        policy.WasCancelled.ShouldBeTrue();
    }

    [Theory]
    [InlineData(FailureMode.Closed, typeof(RequestVerdict.Reject))]
    [InlineData(FailureMode.Open, typeof(RequestVerdict.Forward))]
    public async Task A_request_hook_that_throws_must_be_answered_as_declared(FailureMode mode, Type verdict)
    {
        var result = await Test(new FaultyPolicy(after: -1), mode).RequestAsync();
        result.Verdict.ShouldBeOfType(verdict);
        result.Record.Decisions.Single().Verdict.ShouldBe(PolicyVerdict.Error);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(3)]
    [Trait("Spec", "I-53")]
    public async Task The_end_must_be_told_exactly_once_on_success_and_on_failure(int after)
    {
        var policy = new FaultyPolicy(after);
        await Test(policy, FailureMode.Closed).AnswerAsync(Answer.Events(4));
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "I-53")]
    public async Task The_end_must_be_told_exactly_once_when_nothing_was_answered()
    {
        var policy = new FaultyPolicy(after: 1000);
        var run = Chain(policy).Begin(Transaction(new()));
        await run.OnRequestAsync(TestRequests.Of("openai-chat"));
        await run.DisposeAsync();
        await run.DisposeAsync();
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "I-53")]
    public async Task A_transaction_that_is_cancelled_must_end_and_decide_nothing()
    {
        using var gone = new CancellationTokenSource();
        var policy = new FaultyPolicy(after: 3, hangs: true);
        var running = (Test(policy, FailureMode.Closed) with { Cancellation = gone.Token }).AnswerAsync(Answer.Events(4));
        await policy.Hangs;
        await gone.CancelAsync();
        await Should.ThrowAsync<Exception>(running);
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "000-10c")]
    public async Task A_policy_that_swallows_content_and_says_nothing_must_be_reported()
    {
        var silent = await PolicyTest.Of(new SilentPolicy()).AnswerAsync(Answer.Events(4));
        silent.Record.Decisions.Single().Verdict.ShouldBe(PolicyVerdict.Error);
        (await PolicyTest.Of(new NoOpPolicy()).AnswerAsync(Answer.Events(4))).Record.Decisions.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "I-52")]
    public async Task What_is_added_at_the_end_of_a_choice_must_stand_before_its_stop()
    {
        var events = (await PolicyTest.Of(new FarewellPolicy()).AnswerAsync(AnswerScript.Empty.Text("hello").Events())).Events;
        events.Select(next => next.GetType().Name).TakeLast(6).ShouldBe(
            [nameof(BlockStarted), nameof(BlockDelta), nameof(BlockCompleted), nameof(ChoiceStopped), nameof(UsageReported), nameof(ResponseCompleted)]);
    }

    [Fact]
    public async Task A_policy_in_shadow_must_decide_and_change_nothing()
    {
        var events = Answer.Events(4);
        var shadow = new PolicyBinding { Name = "s", Policy = new Arbitrary.ByNamePolicy(BlockKinds.ToolCall), Mode = StageMode.Shadow };
        var result = await PolicyTest.Of(shadow, new PolicyBinding { Name = "f", Policy = new FaultyPolicy(after: 1), Mode = StageMode.Shadow }).AnswerAsync(events);
        result.Events.ShouldBe(events, ReferenceEqualityComparer.Instance);
        result.Record.Decisions.ShouldAllBe(decision => decision.IsShadow);
        result.Record.Decisions.Select(decision => decision.Policy).Distinct().Order(StringComparer.Ordinal).ShouldBe(["f", "s"]);
    }

    [Fact]
    public async Task A_policy_in_shadow_that_hangs_must_hold_nothing_up()
    {
        var time = new ManualTime();
        var policy = new FaultyPolicy(after: 1, hangs: true);
        var run = Chain(policy, StageMode.Shadow).Begin(Transaction(new()) with { Time = time });
        var output = await Luthien.Streams.Source.From(Answer.Events(4)).Via(run.Response)
            .ToMat(Luthien.Streams.Sink.Seq<ResponseEvent>(), Luthien.Streams.Keep.Right).Run(new Luthien.Streams.Materializer()).Value;
        output.Count.ShouldBe(Answer.Events(4).Count);
        await policy.Hangs;
        var ending = run.DisposeAsync().AsTask();
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        await ending;
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    public void Limits_that_no_agent_would_wait_for_must_be_refused()
    {
        var load = PolicyChain.Load([
            new() { Name = "a", Policy = new NoOpPolicy(), Limits = new() { DecisionTimeout = TimeSpan.FromMinutes(5) } },
            new() { Name = "a", Policy = new Arbitrary.ByNamePolicy(BlockKinds.Thinking) }]);
        load.ShouldBeOfType<ChainLoad.Refused>().Problems.Select(problem => problem.Field).ShouldBe(["decisionTimeout", null, "name"]);
    }

    static PolicyTest Test(Policy policy, FailureMode mode) => PolicyTest.Of(new PolicyBinding { Name = "faulty", Policy = policy, OnFailure = mode });

    static PolicyChain Chain(Policy policy, StageMode mode = StageMode.Enforce) =>
        PolicyChain.Load([new() { Name = "p", Policy = policy, Mode = mode }]).ShouldBeOfType<ChainLoad.Loaded>().Chain;

    static PolicyTransaction Transaction(DecisionList decisions) =>
        new() { Id = TransactionId.New(TimeProvider.System), Request = TestRequests.Of("openai-chat"), Decisions = decisions };
}
