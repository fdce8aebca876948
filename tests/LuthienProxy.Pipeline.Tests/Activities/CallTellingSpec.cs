using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Activities;

/// <summary>What those who watch are told of a call, and what it costs when nobody does.</summary>
public sealed class CallTellingSpec : GatewayHarness
{
    readonly Audience _audience = new();

    public CallTellingSpec() => Audience = _audience;

    [Fact]
    public async Task A_streamed_call_must_be_told_from_its_beginning_to_its_end()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10));
        using var client = new TestClient();
        var call = CallOf(client, format: WireFormats.Named("messages"));

        await Gateway.RunAsync(call);

        Types().ShouldBe(["transaction.opened", "transaction.state", "transaction.state", "transaction.first_byte", "transaction.completed"]);
        _audience.Events.OfType<CallMoved>().Select(moved => moved.State).ShouldBe([TransactionState.Connecting, TransactionState.Streaming]);
        _audience.Events.Cast<CallEvent>().ShouldAllBe(happened => happened.Call.TransactionId == call.Id && happened.Call.Model == "scripted" && happened.Call.Instance == null);
        var opened = The<CallOpened>();
        (opened.Format, opened.Kind, opened.IsStream, opened.Path, opened.Policy).ShouldBe(("anthropic-messages", CallKind.Turn, true, "/v1/messages", null));
        var ended = The<CallEnded>();
        (ended.Status, ended.ErrorCode, ended.Error).ShouldBe((200, null, null));
        ended.BytesDelivered.ShouldBe(client.Unread);
        ended.TimeToFirstByteMs.ShouldNotBeNull().ShouldBeInRange(0, ended.DurationMs);
        ended.StopReason.ShouldBe("end_turn");
        ended.Tokens.ShouldNotBeNull().Output.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_decision_must_be_told_with_the_policies_that_the_call_runs_under()
    {
        var policy = new ScriptedPolicy
        {
            Asked = static (_, context) =>
            {
                context.Decide(PolicyVerdict.Block, "No work on Sundays.");
                return new(new RequestVerdict.Reject("No work on Sundays."));
            },
        };
        using var client = new TestClient();

        await Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) });

        Types().ShouldBe(["transaction.opened", "transaction.state", "policy.decided", "transaction.blocked"]);
        The<CallMoved>().State.ShouldBe(TransactionState.Deciding);
        The<CallOpened>().Policy.ShouldBe(new CallPolicy(Bound.Name, Bound.Version, IsOverride: false));
        _audience.Events.Cast<CallEvent>().ShouldAllBe(happened => happened.Call.Instance == Bound.Name);
        var decided = The<CallDecided>();
        (decided.Policy, decided.Verdict, decided.Reason, decided.IsShadow).ShouldBe(("stage-0", PolicyVerdict.Block, "No work on Sundays.", false));
        var ended = The<CallEnded>();
        (ended.State, ended.Status, ended.ErrorCode, ended.Error).ShouldBe((TransactionState.Blocked, 400, "request_blocked", "No work on Sundays."));
    }

    [Fact]
    public async Task A_call_that_failed_must_be_told_with_its_error()
    {
        using var client = new TestClient();

        await Gateway.RunAsync(CallOf(client, upstream: Reach(new Uri("http://127.0.0.1:1"))));

        var ended = The<CallEnded>();
        ended.State.ShouldBe(TransactionState.Failed);
        ended.ErrorCode.ShouldNotBeNull();
        ended.Error.ShouldNotBeNull();
        ended.TimeToFirstByteMs.ShouldBeNull();
    }

    [Fact]
    public async Task A_call_whose_client_left_must_be_told_as_its_record_tells_it()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallBeforeHeaders));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client));
        await Upstream.NextCallAsync();
        client.Leave();
        await running;

        (The<CallEnded>().State, The<CallEnded>().Status).ShouldBe((TransactionState.Cancelled, Endings.ClientClosedRequest));
    }

    [Fact]
    public async Task A_call_that_crashed_must_be_told_to_its_end()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);
        await client.ReadUntilAsync("data:");
        Sys.Find($"/user/gateway/transactions/{call.Id}")!.Tell(Luthien.Actors.Kill.Instance);
        await running;

        The<CallEnded>().State.ShouldBe(TransactionState.Failed);
    }

    [Fact]
    public async Task Its_gauge_must_show_how_far_a_call_has_come()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client));
        await client.ReadUntilAsync("data:");
        var gauge = The<CallOpened>().Call.Gauge.ShouldNotBeNull();

        gauge.Bytes.ShouldBe(client.Unread);
        gauge.Deltas.ShouldBeGreaterThan(0);
        gauge.Elapsed.ShouldBeGreaterThan(TimeSpan.Zero);
        gauge.HasEnded.ShouldBeFalse();

        Gateway.Interrupt();
        await running;
        gauge.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_begins_to_watch_in_the_midst_of_a_call_must_be_told_which_call_it_is()
    {
        _audience.IsThere = false;
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(new ScriptedPolicy()) };
        var running = Gateway.RunAsync(call);
        await client.ReadUntilAsync("data:");
        _audience.IsThere = true;
        Gateway.Interrupt();
        await running;

        var ended = _audience.Events.ShouldHaveSingleItem().ShouldBeOfType<CallEnded>();
        (ended.State, ended.Call.TransactionId, ended.Call.Model, ended.Call.Instance).ShouldBe((TransactionState.Interrupted, call.Id, "scripted", Bound.Name));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2000)]
    public async Task While_nobody_watches_a_call_must_make_no_event_and_look_as_often_whatever_its_length(int deltas)
    {
        _audience.IsThere = false;
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(deltas));
        using var client = new TestClient();

        await Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(new ScriptedPolicy(mayRewrite: false)) });

        _audience.Events.ShouldBeEmpty();
        // Opened, three states, the first byte, the end.
        _audience.Asked.ShouldBe(6);
    }

    [Fact]
    public async Task A_call_that_is_not_recorded_must_be_told_too()
    {
        Recording = null;
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10));
        using var client = new TestClient();

        await Gateway.RunAsync(CallOf(client));

        var ended = The<CallEnded>();
        (ended.State, ended.Status, ended.Tokens).ShouldBe((TransactionState.Completed, 200, null));
    }

    IEnumerable<string> Types() => _audience.Events.Select(happened => happened.Type);

    T The<T>()
        where T : ActivityEvent => _audience.Events.OfType<T>().ShouldHaveSingleItem();
}
