using Luthien.TestKit;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Running;

/// <summary>Policies that fall behind, or fail while they fail.</summary>
public sealed class GivingUpSpec
{
    static readonly IReadOnlyList<ResponseEvent> Events = AnswerScript.Empty.Text("one two three four five six seven").Events(4);

    [Fact]
    [Trait("Spec", "000-27c")]
    public async Task A_policy_in_shadow_that_falls_behind_must_be_left_out_once_and_hold_nothing_up()
    {
        var time = new ManualTime();
        var policy = new FaultyPolicy(after: 0, hangs: true);
        var decisions = new DecisionList();
        var chain = PolicyChain.Load([new() { Name = "p", Policy = policy, Mode = StageMode.Shadow, Limits = new() { ShadowBuffer = 2 } }]).ShouldBeOfType<ChainLoad.Loaded>().Chain;
        var run = chain.Begin(new() { Id = TransactionId.New(TimeProvider.System), Request = TestRequests.Of("openai-chat"), Decisions = decisions, Time = time });

        var output = await Luthien.Streams.Source.From(Events).Via(run.Response)
            .ToMat(Luthien.Streams.Sink.Seq<ResponseEvent>(), Luthien.Streams.Keep.Right).Run(new Luthien.Streams.Materializer()).Value;

        output.ShouldBe(Events, ReferenceEqualityComparer.Instance);
        decisions.Decisions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(decision => decision.Verdict.ShouldBe(PolicyVerdict.Error), decision => decision.IsShadow.ShouldBeTrue());
        await policy.Hangs;
        var ending = run.DisposeAsync().AsTask();
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        await ending;
    }

    [Fact]
    [Trait("Spec", "PP5")]
    public async Task A_policy_that_cannot_even_let_go_must_lose_only_what_it_held()
    {
        var result = await PolicyTest.Of(new PolicyBinding { Name = "p", Policy = new StubbornPolicy(), OnFailure = FailureMode.Open }).AnswerAsync(Events);

        result.Events.ShouldBe(Events, ReferenceEqualityComparer.Instance);
        result.Record.Decisions.ShouldAllBe(decision => decision.Verdict == PolicyVerdict.Error);
    }

    sealed class StubbornPolicy : Policy
    {
        public override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context) =>
            next is BlockDelta ? throw new InvalidOperationException("secret") : base.OnEventAsync(next, output, context);

        public override void OnFailedOpen(PolicyOutput output, PolicyContext context) => throw new NotSupportedException("secret");
    }
}
