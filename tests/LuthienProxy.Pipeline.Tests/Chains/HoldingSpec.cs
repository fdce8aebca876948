using System.Text;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>What a client gets while a policy holds its answer, and what deadlines make of it.</summary>
public sealed class HoldingSpec : GatewayHarness
{
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(11);

    readonly WatchedTime _time = new();

    public HoldingSpec()
    {
        Clock = _time;
        Options = new() { Heartbeat = Heartbeat };
    }

    [Theory]
    [InlineData("chat", JournalMode.Async)]
    [InlineData("messages", JournalMode.Async)]
    [InlineData("responses", JournalMode.Async)]
    [InlineData("responses", JournalMode.BeforeDelivery)]
    [Trait("Spec", "X-03")]
    [Trait("Spec", "PP3")]
    public async Task A_held_answer_must_let_go_what_came_before_and_give_legal_signs_of_life(string name, JournalMode mode)
    {
        Recording = new() { Node = "test", Mode = mode };
        var holding = new Holding("secret");
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " there", " secret", " friend"])));
        using var client = new TestClient();
        var call = CallOf(client, format: WireFormats.Named(name)) with { Policies = Patient(holding.Policy) };
        var running = Gateway.RunAsync(call);
        await holding.Reached;
        await client.ReadUntilAsync(" there");

        for (var beats = 0; beats < 2; beats++)
            await BeatAsync(client);

        holding.Release();
        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
        await Gateway.RecordedAsync();
        var got = await client.ReadAllAsync();
        got.ShouldContain(" secret");
        WireFormats.Violations(name, got).ShouldBeEmpty();
        var record = Journal.Of(call.Id);
        record.ShouldBeWhole();
        record.Delivered().ShouldBe(Encoding.UTF8.GetBytes(got));
        record.LiteralBytes().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_journal_that_fails_after_signs_of_life_must_end_the_stream_where_the_client_stands()
    {
        Recording = new() { Node = "test", Mode = JournalMode.BeforeDelivery };
        var holding = new Holding("secret");
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " secret", " friend"])));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client, format: WireFormats.Named("responses")) with { Policies = Patient(holding.Policy) });
        await holding.Reached;
        await client.ReadUntilAsync("Hello");
        await BeatAsync(client);

        Journal.Answer = static _ => JournalReceipt.Lost;
        holding.Release();

        ErrorOf(await running).Code.ShouldBe("journal_unavailable");
        var got = await client.ReadAllAsync();
        got.ShouldContain("\"keepalive\"");
        WireFormats.Violations("responses", got).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_takes_no_signs_of_life_must_be_given_up_at_the_stall_timeout()
    {
        Options = new() { Heartbeat = Heartbeat, ClientStallTimeout = TimeSpan.FromSeconds(100) };
        var holding = new Holding("secret");
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " secret"])));
        // Room for what comes before, and for some signs of life.
        using var client = new TestClient(window: 1500);
        var running = Gateway.RunAsync(CallOf(client, format: WireFormats.Named("messages")) with { Policies = Patient(holding.Policy) });
        await holding.Reached;

        while (!running.IsCompleted)
            await PassAsync(1);

        (await running).ShouldBeOfType<TransactionOutcome.Cancelled>();
        client.WasAborted.ShouldBeTrue();
    }

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

    // Whoever still gives the turn back when the clock moves begins a new interval.
    async Task BeatAsync(TestClient client)
    {
        var before = client.Unread;
        while (client.Unread == before)
            await _time.AdvanceOnceAsync(Heartbeat);
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

    static ActiveChain Patient(Policy policy) => Bound.To(new PolicyBinding { Name = "patient", Policy = policy, Limits = new() { DecisionTimeout = PolicyLimits.LongestDecision } });

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
