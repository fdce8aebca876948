using Luthien.Actors;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>However a call ends while or after its policies work, they are told once, and nothing of it goes on.</summary>
[Trait("Spec", "I-53")]
public sealed class LeavingSpec : GatewayHarness
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_completes_must_end_its_policies_once(bool stream)
    {
        var policy = new ScriptedPolicy();
        using var client = new TestClient();

        (await Gateway.RunAsync(CallOf(client, stream) with { Policies = Bound.To(policy) })).ShouldBeOfType<TransactionOutcome.Completed>();

        await Gateway.RecordedAsync();
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_whose_upstream_fails_must_end_its_policies_once()
    {
        var policy = new ScriptedPolicy();
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.CutMidStream));
        using var client = new TestClient();

        (await Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) })).ShouldBeOfType<TransactionOutcome.Failed>();

        await Gateway.RecordedAsync();
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "H6")]
    public async Task A_client_that_leaves_while_a_policy_decides_must_end_the_call()
    {
        var policy = Hanging();
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) });
        await policy.Reached;

        client.Leave();

        (await running).ShouldBeOfType<TransactionOutcome.Cancelled>();
        await Gateway.RecordedAsync();
        policy.Ends.ShouldBe(1);
        Upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "H6")]
    public async Task A_client_that_leaves_while_a_policy_holds_the_answer_must_stop_the_upstream()
    {
        var policy = HangingAt<BlockDelta>();
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) });
        await policy.Reached;

        client.Leave();

        (await running).ShouldBeOfType<TransactionOutcome.Cancelled>();
        (await (await Upstream.NextCallAsync()).EndedAsync()).ShouldBe(CallEnding.ClientGone);
        await Gateway.RecordedAsync();
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_that_stops_while_a_policy_decides_must_end_the_call_with_an_error()
    {
        var policy = Hanging();
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) });
        await policy.Reached;

        Gateway.Interrupt();

        (await running).ShouldBeOfType<TransactionOutcome.Interrupted>();
        client.Head!.Status.ShouldBe(503);
        await Gateway.RecordedAsync();
        policy.Ends.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_actor_that_crashes_while_a_policy_works_must_end_the_call_and_its_policies(bool whileDeciding)
    {
        var policy = whileDeciding ? Hanging() : HangingAt<BlockDelta>();
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(policy) };
        var running = Gateway.RunAsync(call);
        await policy.Reached;

        Sys.Find($"/user/gateway/transactions/{call.Id}")!.Tell(Kill.Instance);

        ErrorOf(await running).Code.ShouldBe("gateway_error");
        await Gateway.RecordedAsync();
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_must_not_wait_for_policies_that_clean_up_and_the_record_must()
    {
        var cleanup = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var policy = new ScriptedPolicy { Ended = _ => new(cleanup.Task) };
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(policy) };

        (await Gateway.RunAsync(call)).ShouldBeOfType<TransactionOutcome.Completed>();

        var recorded = Gateway.RecordedAsync();
        recorded.IsCompleted.ShouldBeFalse();
        cleanup.SetResult();
        await recorded;
        Journal.Of(call.Id).ShouldBeWhole();
    }

    static ScriptedPolicy Hanging()
    {
        ScriptedPolicy policy = null!;
        return policy = new ScriptedPolicy
        {
            Asked = async (_, _) =>
            {
                await policy.HangAsync();
                return RequestVerdict.Pass;
            },
        };
    }

    static ScriptedPolicy HangingAt<T>() where T : ResponseEvent
    {
        ScriptedPolicy policy = null!;
        return policy = new ScriptedPolicy
        {
            Answered = (next, output, _) =>
            {
                if (next is T)
                    return policy.HangAsync();
                output.Forward(next);
                return default;
            },
        };
    }
}
