using Luthien.Actors;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Transactions;

/// <summary>An administrator ends a running call, whatever it is at: the client's answer ends validly, and the record says who did it.</summary>
public sealed class AdministratorSpec : GatewayHarness
{
    const string Ada = "admin (Ada)";
    const string Code = "ended_by_administrator";

    static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    // More than one read of the upstream: what has been read when a call is stopped is seen through.
    static readonly ScriptedAnswer Talk = ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " there", .. Enumerable.Repeat(new string('x', 8_000), 40), " friend"]));

    [Theory]
    [InlineData("chat")]
    [InlineData("messages")]
    [InlineData("responses")]
    public async Task A_stream_that_is_killed_must_end_validly_and_its_record_say_who_did_it(string name)
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var call = CallOf(client, format: WireFormats.Named(name));
        var running = Gateway.RunAsync(call);
        await client.ReadUntilAsync("data:");

        (await Gateway.EndAsync(call.Id, Ada, grace: null, Long)).ShouldBe(true);

        await ShouldBeEndedByAdaAsync(running, call);
        await ShouldBeValidAsync(client, name);
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("messages")]
    [InlineData("responses")]
    public async Task A_call_that_waits_for_its_upstream_must_be_answered_with_an_error(string name)
    {
        Upstream.Answers.Then(Talk.With(FaultKind.StallBeforeHeaders));
        using var client = new TestClient();
        var call = CallOf(client, stream: false, WireFormats.Named(name));
        var running = Gateway.RunAsync(call);
        await Upstream.NextCallAsync();

        await Gateway.EndAsync(call.Id, Ada, grace: Long, Long);

        await ShouldBeEndedByAdaAsync(running, call);
        client.Head!.Status.ShouldBe(400);
        (await client.ReadAllAsync()).ShouldContain(Ada);
    }

    [Theory]
    [InlineData("chat", true)]
    [InlineData("messages", true)]
    [InlineData("responses", true)]
    [InlineData("messages", false)]
    public async Task A_policy_that_blocks_its_thread_over_an_answer_must_not_keep_the_call(string name, bool isStream)
    {
        using var release = new ManualResetEventSlim();
        ScriptedPolicy policy = null!;
        policy = new()
        {
            Answered = (next, output, _) =>
            {
                output.Forward(next);
                BlockAt(" there", next, policy, release);
                return default;
            },
        };
        Upstream.Answers.Then(Talk);
        using var client = new TestClient();
        var call = CallOf(client, isStream, WireFormats.Named(name)) with { Policies = Bound.To(policy) };
        var running = Gateway.RunAsync(call);
        await policy.Reached;

        (await Gateway.EndAsync(call.Id, Ada, grace: null, Long)).ShouldBe(true);

        await ShouldBeEndedByAdaAsync(running, call);
        var delivered = client.Unread;
        release.Set();
        await Gateway.DrainAsync(Long);
        client.Unread.ShouldBe(delivered);
        policy.Ends.ShouldBe(1);
        await ShouldBeValidAsync(client, name, isStream);
    }

    [Fact]
    public async Task A_policy_that_blocks_its_thread_over_a_request_must_not_keep_the_call_and_never_reach_an_upstream()
    {
        using var release = new ManualResetEventSlim();
        ScriptedPolicy policy = null!;
        policy = new()
        {
            Asked = (_, _) =>
            {
                policy.Reach();
                release.Wait();
                return new(RequestVerdict.Pass);
            },
        };
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(policy) };
        var running = Gateway.RunAsync(call);
        await policy.Reached;

        (await Gateway.EndAsync(call.Id, Ada, grace: null, Long)).ShouldBe(true);

        await ShouldBeEndedByAdaAsync(running, call);
        client.Head!.Status.ShouldBe(400);
        release.Set();
        await Gateway.DrainAsync(Long);
        Upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_does_not_read_must_get_the_end_when_it_reads_again()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(5_000));
        using var client = new TestClient(window: 1024);
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);
        await client.IsFullAsync();

        await Gateway.EndAsync(call.Id, Ada, grace: null, Long);
        await client.ReadUntilAsync(Code);

        await ShouldBeEndedByAdaAsync(running, call);
        await ShouldBeValidAsync(client, "chat");
    }

    [Fact]
    public async Task A_client_that_never_reads_must_be_cut_off()
    {
        var time = new WatchedTime();
        Clock = time;
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(5_000));
        using var client = new TestClient(window: 1024);
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);
        await client.IsFullAsync();
        await Gateway.EndAsync(call.Id, Ada, grace: null, Long);
        await time.ArmedAsync(TimeSpan.FromSeconds(5));

        time.Advance(TimeSpan.FromSeconds(5));

        await ShouldBeEndedByAdaAsync(running, call);
        client.WasAborted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("messages")]
    [InlineData("responses")]
    public async Task What_is_stopped_must_see_through_what_policies_have_before_them(string name)
    {
        var holding = new Holding(" there");
        Upstream.Answers.Then(Talk);
        using var client = new TestClient();
        var call = CallOf(client, format: WireFormats.Named(name)) with { Policies = Bound.To(holding.Policy) };
        var running = Gateway.RunAsync(call);
        await holding.Reached;

        var ending = Gateway.EndAsync(call.Id, Ada, Long, Long);
        await ShouldBeStoppingAsync(call);
        holding.Release();

        (await ending).ShouldBe(true);
        await ShouldBeEndedByAdaAsync(running, call);
        var got = await ShouldBeValidAsync(client, name);
        (got.Contains(" there", StringComparison.Ordinal), got.Contains(" friend", StringComparison.Ordinal)).ShouldBe((true, false));
    }

    [Fact]
    public Task What_is_killed_must_not_wait_for_what_policies_have_before_them() => MustEndWithoutWhatIsHeldAsync(grace: null);

    [Fact]
    public Task What_is_stopped_must_end_when_its_grace_is_over() => MustEndWithoutWhatIsHeldAsync(TimeSpan.FromMilliseconds(50));

    [Fact]
    public async Task What_is_being_stopped_must_still_be_killed()
    {
        var holding = new Holding(" there");
        Upstream.Answers.Then(Talk);
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(holding.Policy) };
        var running = Gateway.RunAsync(call);
        await holding.Reached;

        (await Gateway.EndAsync(call.Id, Ada, Long, TimeSpan.Zero)).ShouldBe(false);
        (await Gateway.EndAsync(call.Id, "admin (Bea)", grace: null, Long)).ShouldBe(true);

        await ShouldBeEndedByAdaAsync(running, call);
    }

    [Fact]
    public async Task An_answer_that_comes_to_its_end_while_it_is_stopped_must_be_complete()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedPolicy policy = null!;
        policy = new() { Answered = (next, output, _) => next is ResponseCompleted ? HoldAsync(next, output, policy, release.Task) : Pass(next, output) };
        Upstream.Answers.Then(Talk);
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(policy) };
        var running = Gateway.RunAsync(call);
        await policy.Reached;
        var ending = Gateway.EndAsync(call.Id, Ada, Long, Long);
        await ShouldBeStoppingAsync(call);

        release.SetResult();

        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
        (await ending).ShouldBe(true);
        WireFormats.Violations("chat", await client.ReadAllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_that_does_not_run_here_must_be_told_apart()
    {
        using var client = new TestClient();
        var call = CallOf(client);
        await Gateway.RunAsync(call);

        (await Gateway.EndAsync(call.Id, Ada, grace: null, Long)).ShouldBeNull();
    }

    async Task MustEndWithoutWhatIsHeldAsync(TimeSpan? grace)
    {
        var holding = new Holding(" there");
        Upstream.Answers.Then(Talk);
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(holding.Policy) };
        var running = Gateway.RunAsync(call);
        await holding.Reached;

        (await Gateway.EndAsync(call.Id, Ada, grace, Long)).ShouldBe(true);

        await ShouldBeEndedByAdaAsync(running, call);
        (await ShouldBeValidAsync(client, "chat")).ShouldNotContain(" there");
    }

    async Task ShouldBeEndedByAdaAsync(Task<TransactionOutcome> running, Call call)
    {
        (await running).ShouldBeOfType<TransactionOutcome.Interrupted>().Error.Code.ShouldBe(Code);
        await Gateway.RecordedAsync();
        var record = Journal.Of(call.Id);
        record.ShouldBeWhole();
        record.The<Interrupted>().Summary.Error.ShouldNotBeNull().ShouldContain(Ada);
    }

    static async Task<string> ShouldBeValidAsync(TestClient client, string name, bool isStream = true)
    {
        var got = await client.ReadAllAsync();
        got.ShouldContain(Ada);
        (isStream ? WireFormats.Violations(name, got) : []).ShouldBeEmpty();
        return got;
    }

    // Its actor has heard of it: whatever comes after that finds the call stopping.
    async Task ShouldBeStoppingAsync(Call call) =>
        await Sys.Find($"/user/gateway/transactions/{call.Id}")!.Ask<ActorIdentity>(new Identify(call.Id), Long);

    static ValueTask Pass(ResponseEvent next, PolicyOutput output)
    {
        output.Forward(next);
        return default;
    }

    static async ValueTask HoldAsync(ResponseEvent next, PolicyOutput output, ScriptedPolicy policy, Task release)
    {
        policy.Reach();
        await release;
        output.Forward(next);
    }

    static void BlockAt(string text, ResponseEvent next, ScriptedPolicy policy, ManualResetEventSlim release)
    {
        if (next is not BlockDelta delta || !delta.Text.Contains(text, StringComparison.Ordinal))
            return;
        policy.Reach();
        release.Wait();
    }
}
