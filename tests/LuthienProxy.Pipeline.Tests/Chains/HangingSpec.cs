using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>A policy that hangs is answered as it declares, in time, and the next call knows nothing of it.</summary>
[Trait("Spec", "000-27c")]
[Trait("Spec", "PP5")]
public sealed class HangingSpec : GatewayHarness
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(37);

    readonly WatchedTime _time = new();

    public HangingSpec() => Clock = _time;

    [Theory]
    [InlineData(FailureMode.Closed, TransactionState.Blocked)]
    [InlineData(FailureMode.Open, TransactionState.Completed)]
    public async Task A_policy_that_hangs_over_a_request_must_be_answered_as_it_declares(FailureMode mode, TransactionState state)
    {
        ScriptedPolicy policy = null!;
        policy = new(mode)
        {
            Asked = async (_, _) =>
            {
                await policy.HangAsync();
                return RequestVerdict.Pass;
            },
        };
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Limited(policy) };
        var running = Gateway.RunAsync(call);
        await _time.ArmedAsync(Limit);

        _time.Advance(Limit);

        (await running).State.ShouldBe(state);
        await ShouldBeOnRecordOnceAsync(call, policy);
    }

    [Theory]
    [InlineData("chat", FailureMode.Closed, TransactionState.Blocked)]
    [InlineData("messages", FailureMode.Closed, TransactionState.Blocked)]
    [InlineData("responses", FailureMode.Closed, TransactionState.Blocked)]
    [InlineData("messages", FailureMode.Open, TransactionState.Completed)]
    public async Task A_policy_that_hangs_over_an_answer_must_be_answered_as_it_declares(string name, FailureMode mode, TransactionState state)
    {
        ScriptedPolicy policy = null!;
        policy = new(mode)
        {
            Answered = (next, output, _) => HangAtAsync(" there", next, output, policy),
        };
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " there", " friend"])));
        using var client = new TestClient();
        var call = CallOf(client, format: WireFormats.Named(name)) with { Policies = Limited(policy) };
        var running = Gateway.RunAsync(call);
        await client.ReadUntilAsync("Hello");
        await _time.ArmedAsync(Limit);

        _time.Advance(Limit);

        (await running).State.ShouldBe(state);
        var got = await client.ReadAllAsync();
        WireFormats.Violations(name, got).ShouldBeEmpty();
        got.Contains(" friend", StringComparison.Ordinal).ShouldBe(mode == FailureMode.Open);
        await ShouldBeOnRecordOnceAsync(call, policy);
    }

    async Task ShouldBeOnRecordOnceAsync(Call call, ScriptedPolicy policy)
    {
        await Gateway.RecordedAsync();
        Journal.Of(call.Id).The<PolicyDecided>().Verdict.ShouldBe(PolicyVerdict.Error);
        policy.Ends.ShouldBe(1);
        using var client = new TestClient();
        (await Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(new ScriptedPolicy()) })).ShouldBeOfType<TransactionOutcome.Completed>();
    }

    static ActiveChain Limited(ScriptedPolicy policy) => Bound.To(new PolicyBinding { Name = "limited", Policy = policy, Limits = new() { DecisionTimeout = Limit } });

    static ValueTask HangAtAsync(string text, ResponseEvent next, PolicyOutput output, ScriptedPolicy policy)
    {
        if (next is BlockDelta delta && delta.Text == text)
            return policy.HangAsync();
        output.Forward(next);
        return default;
    }
}
