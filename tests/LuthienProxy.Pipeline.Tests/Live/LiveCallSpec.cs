using System.Diagnostics;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Live;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Live;

/// <summary>Running calls are looked at from outside, whatever they are at.</summary>
public sealed class LiveCallSpec : GatewayHarness
{
    const int Few = 10;

    static readonly ScriptedAnswer Talk = ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " there", " friend"]));

    [Fact]
    public async Task A_call_that_waits_for_its_upstream_must_be_seen_so_and_be_gone_when_it_has_ended()
    {
        Upstream.Answers.Then(Talk.With(FaultKind.StallBeforeHeaders));
        using var client = new TestClient();
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);
        await Upstream.NextCallAsync();

        var seen = Gateway.Running(new LiveFilter(), before: null, Few).Calls.ShouldHaveSingleItem();
        (seen.Id, seen.State, seen.Upstream, seen.TimeToFirstByte, seen.ChunksIn).ShouldBe((call.Id, LiveState.WaitingUpstream, "scripted", null, 0));
        await Gateway.EndAsync(call.Id, "admin", grace: null, TimeSpan.FromSeconds(30));
        await running;
        (Gateway.Running(new LiveFilter(), before: null, Few).Running, Gateway.Running(call.Id)).ShouldBe((0, null));
    }

    [Fact]
    public async Task A_stream_must_show_what_each_stage_made_of_it()
    {
        var holding = new Holding(" friend");
        var dropping = Dropping(" there");
        Upstream.Answers.Then(Talk);
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(dropping, holding.Policy) };
        var running = Gateway.RunAsync(call);
        await holding.Reached;

        var seen = Gateway.Running(call.Id).ShouldNotBeNull();
        seen.State.ShouldBe(LiveState.Holding);
        var stages = seen.Stages;
        stages.Select(stage => stage.Name).ShouldBe(["decode", "stage-0", "stage-1", "deliver"]);
        var (decode, drop, hold, deliver) = (stages[0], stages[1], stages[2], stages[3]);
        (drop.In, drop.Out, drop.Dropped, drop.Errors).ShouldBe((drop.In, drop.In - 1, 1, 0));
        (hold.In, hold.Out, hold.IsUnderWay).ShouldBe((drop.Out, drop.Out - 1, true));
        deliver.In.ShouldBe(hold.Out);
        (seen.ChunksIn, seen.ChunksOut).ShouldBe((decode.Out, deliver.Out));
        seen.Waits(hold).ShouldNotBeNull();
        (seen.Waits(drop), decode.Percentile(500) > TimeSpan.Zero).ShouldBe((null, true));
        seen.Record.ShouldNotBeNull().Sequence.ShouldBeGreaterThan(0);
        holding.Release();
        await running;
    }

    [Fact]
    public async Task A_policy_that_could_not_decide_must_be_counted_where_it_stands()
    {
        var holding = new Holding(" friend");
        var broken = new ScriptedPolicy(FailureMode.Open) { Answered = static (_, _, _) => throw new InvalidOperationException("broken") };
        Upstream.Answers.Then(Talk);
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(broken, holding.Policy) };
        var running = Gateway.RunAsync(call);
        await holding.Reached;

        Gateway.Running(call.Id)!.Stages.Select(stage => stage.Errors).ShouldBe([0, 1, 0, 0]);
        holding.Release();
        await running;
    }

    [Fact]
    public async Task A_call_whose_policy_blocks_its_actor_must_be_seen_too()
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
        var running = Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) });
        await policy.Reached;

        Gateway.Running(new LiveFilter { State = LiveState.Deciding }, before: null, Few).Calls.ShouldHaveSingleItem().Call.Policies.Name.ShouldBe(Bound.Name);
        release.Set();
        await running;
    }

    [Fact]
    public async Task A_stream_whose_client_does_not_read_must_be_told_apart()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(5_000));
        using var client = new TestClient(window: 1024);
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);
        await client.IsFullAsync();

        Gateway.Running(call.Id)!.State.ShouldBe(LiveState.WaitingClient);
        client.Leave();
        await running;
    }

    [Fact]
    public void Pages_must_go_from_the_newest_to_the_oldest_and_hold_what_was_asked_for()
    {
        using var client = new TestClient();
        var calls = new LiveCalls();
        var ids = Enumerable.Range(0, 5).Select(at => Add(calls, client, at, isStream: at != 2)).ToList();

        var first = calls.List(new LiveFilter { IsStream = true }, before: null, limit: 3);
        var second = calls.List(new LiveFilter { IsStream = true }, first.Calls[^1].Id, limit: 3);

        (first.Running, first.Matching, second.Matching).ShouldBe((5, 4, 1));
        first.Calls.Concat(second.Calls).Select(call => call.Id).ShouldBe([ids[4], ids[3], ids[1], ids[0]]);
        calls.List(new LiveFilter { Policy = "other" }, before: null, limit: 3).Calls.ShouldBeEmpty();
        calls.List(new LiveFilter { Older = TimeSpan.FromHours(1) }, before: null, limit: 3).Calls.ShouldBeEmpty();
    }

    [Fact]
    public void Ten_thousand_calls_must_be_looked_through_within_a_fifth_of_a_second()
    {
        using var client = new TestClient();
        var calls = new LiveCalls();
        foreach (var at in Enumerable.Range(0, 10_000))
            Add(calls, client, at);

        // The best of a few: the machine has others to serve.
        var took = Enumerable.Range(0, 5).Min(_ =>
        {
            var since = Stopwatch.GetTimestamp();
            calls.List(new LiveFilter { State = LiveState.Admitted, Older = TimeSpan.FromTicks(1) }, before: null, limit: 200).Matching.ShouldBe(10_000);
            return Stopwatch.GetElapsedTime(since);
        });

        took.ShouldBeLessThan(TimeSpan.FromMilliseconds(200));
    }

    TransactionId Add(LiveCalls calls, TestClient client, int at, bool isStream = true)
    {
        var call = CallOf(client, isStream) with { Id = new(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(at))) };
        var emitter = call.Format.CreateBodyEmitter(call.Request!);
        calls.Add(new Exchange(call, new Reply(client, call.Format, emitter, new PlainOutlet(client, Clock), flushAt: 1), recorder: null, Clock));
        return call.Id;
    }

    static ScriptedPolicy Dropping(string text) => new()
    {
        Answered = (next, output, context) =>
        {
            if (next is BlockDelta delta && delta.Text == text)
                context.Decide(PolicyVerdict.Drop);
            else
                output.Forward(next);
            return default;
        },
    };
}
