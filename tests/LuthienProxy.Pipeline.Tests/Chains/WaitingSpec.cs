using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>What deadlines make of policies that take their time.</summary>
public sealed class WaitingSpec : GatewayHarness
{
    readonly WatchedTime _time = new();

    public WaitingSpec() => Clock = _time;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Spec", "I-59")]
    public async Task Time_in_a_policy_must_not_be_taken_for_the_upstreams_silence(bool stream)
    {
        Options = new() { IdleTimeout = TimeSpan.FromSeconds(10), FirstByteTimeout = TimeSpan.FromSeconds(10) };
        var holding = new Holding("secret");
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " secret"])));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client, stream) with { Policies = Bound.To(holding.Policy) });
        await holding.Reached;

        await PassAsync(50);
        holding.Release();

        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
    }

    [Fact]
    public async Task Time_before_the_upstream_is_asked_must_not_be_taken_for_its_silence()
    {
        Options = new() { IdleTimeout = TimeSpan.FromSeconds(10), FirstByteTimeout = TimeSpan.FromSeconds(10) };
        var (policy, release) = Deciding();
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) });
        await policy.Reached;

        await PassAsync(50);
        release.SetResult();

        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_total_deadline_must_hold_whatever_policies_do(bool whileDeciding)
    {
        Options = new() { TotalTimeout = TimeSpan.FromSeconds(30) };
        var (deciding, _) = Deciding();
        var holding = new Holding("secret");
        var policy = whileDeciding ? deciding : holding.Policy;
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["secret"])));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) });
        await policy.Reached;

        _time.Advance(TimeSpan.FromSeconds(31));

        ErrorOf(await running).Kind.ShouldBe(ErrorKind.Timeout);
        client.Head!.Status.ShouldBe(whileDeciding ? 504 : 200);
        await Gateway.RecordedAsync();
        policy.Ends.ShouldBe(1);
    }

    // Small steps, so that the call's actor can look at its deadlines on the way.
    async Task PassAsync(int seconds)
    {
        for (var i = 0; i < 4 * seconds; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }
    }

    static (ScriptedPolicy Policy, TaskCompletionSource Release) Deciding()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedPolicy policy = null!;
        policy = new ScriptedPolicy
        {
            Asked = async (_, _) =>
            {
                policy.Reach();
                await release.Task;
                return Policies.Requests.RequestVerdict.Pass;
            },
        };
        return (policy, release);
    }
}
