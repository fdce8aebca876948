using System.Diagnostics;
using Luthien.TestKit;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Live;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Live;

/// <summary>What the calls of a process came to, counted once each however long they run.</summary>
public sealed class CallStatsSpec : GatewayHarness
{
    [Fact]
    public async Task Every_call_must_be_counted_by_its_outcome_with_its_bytes_and_times()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("one")).Then(ScriptedAnswer.Says("two")).Then(ScriptedAnswer.Says("three").With(FaultKind.ResetBeforeHeaders));
        using var streamed = new TestClient();
        using var whole = new TestClient();
        using var failed = new TestClient();
        await Gateway.RunAsync(CallOf(streamed));
        await Gateway.RunAsync(CallOf(whole, stream: false));
        await Gateway.RunAsync(CallOf(failed));

        var stats = Gateway.Stats;

        stats.Outcomes.ShouldBe(new Dictionary<TransactionState, long> { [TransactionState.Completed] = 2, [TransactionState.Failed] = 1 }, ignoreOrder: true);
        stats.Errors.ShouldBe(new Dictionary<string, long> { ["upstream_error"] = 1 });
        stats.Running.ShouldBe(0);
        stats.Chunks.ShouldBeGreaterThan(3);
        stats.BytesIn.ShouldBeGreaterThan(100);
        stats.BytesOut.ShouldBe(streamed.Unread + whole.Unread + failed.Unread);
        stats.FirstByte.P50.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        stats.FirstByte.P99.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(stats.FirstByte.P50.Value);
        stats.Duration.P99.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(stats.FirstByte.P50.Value);
        stats.Elapsed.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_new_beginning_must_forget_all_and_count_of_a_running_call_only_what_is_still_to_come()
    {
        var holding = new Holding(" friend");
        Upstream.Answers.Then(ScriptedAnswer.Says("gone")).Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " there", " friend"])));
        using var before = new TestClient();
        using var client = new TestClient();
        await Gateway.RunAsync(CallOf(before));
        var ended = Gateway.Stats;
        var running = Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(holding.Policy) });
        await holding.Reached;
        var flowing = Gateway.Stats;

        Gateway.ResetStats();

        var anew = Gateway.Stats;
        (ended.Running, flowing.Running).ShouldBe((0, 1));
        flowing.Chunks.ShouldBeGreaterThan(ended.Chunks);
        (anew.Running, anew.Chunks, anew.BytesIn, anew.BytesOut, anew.Outcomes.Count).ShouldBe((1, 0, 0, 0, 0));
        anew.Since.ShouldBeGreaterThanOrEqualTo(flowing.Since);
        holding.Release();
        await running;
        Gateway.Stats.Outcomes.ShouldBe(new Dictionary<TransactionState, long> { [TransactionState.Completed] = 1 });
        Gateway.Stats.Chunks.ShouldBeInRange(1, flowing.Chunks);
    }

    [Fact]
    public void Errors_beyond_a_hundred_kinds_must_be_counted_together()
    {
        var time = new ManualTime();
        var stats = new CallStats(time);
        using var client = new TestClient();
        foreach (var at in Enumerable.Range(0, 150))
            stats.Ended(Made(client), new TransactionOutcome.Failed(new GatewayError(ErrorKind.Upstream, "broken") { Code = $"error-{at % 120}" }));
        stats.Ended(Made(client), new TransactionOutcome.Failed(new GatewayError(ErrorKind.Overloaded, "broken")));
        time.Advance(TimeSpan.FromSeconds(5));

        var snapshot = stats.Snapshot([Made(client)]);

        snapshot.Errors.Count.ShouldBe(101);
        (snapshot.Errors["error-0"], snapshot.Errors["error-99"], snapshot.Errors["other"]).ShouldBe((2, 1, 21));
        snapshot.Outcomes[TransactionState.Failed].ShouldBe(151);
        (snapshot.Running, snapshot.Elapsed).ShouldBe((1, TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData(true, LiveState.Streaming)]
    [InlineData(false, LiveState.Receiving)]
    public async Task A_call_whose_answer_is_coming_must_be_seen_by_its_kind(bool isStream, LiveState expected)
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(20).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var call = CallOf(client, isStream) with { ClientAddress = System.Net.IPAddress.Loopback };
        var running = Gateway.RunAsync(call);
        await UntilAsync(() => Gateway.Running(call.Id)?.State == expected);

        var seen = Gateway.Running(call.Id).ShouldNotBeNull();
        seen.Client.ShouldBe(System.Net.IPAddress.Loopback);
        seen.BytesIn.ShouldBeGreaterThan(0);
        seen.BytesOut.ShouldBe(client.Unread);
        seen.Age.ShouldBeGreaterThanOrEqualTo(seen.TimeToFirstByte.ShouldNotBeNull());
        seen.Retained.Total.ShouldBeGreaterThan(0);
        client.Leave();
        await running;
    }

    static async Task UntilAsync(Func<bool> condition)
    {
        var limit = Stopwatch.StartNew();
        while (!condition() && limit.Elapsed < TimeSpan.FromSeconds(20))
            await Task.Yield();
        condition().ShouldBeTrue();
    }

    Exchange Made(TestClient client)
    {
        var call = CallOf(client);
        return new(call, new Reply(client, call.Format, call.Format.CreateBodyEmitter(call.Request!), new PlainOutlet(client, Clock), flushAt: 1), recorder: null, Clock);
    }
}
