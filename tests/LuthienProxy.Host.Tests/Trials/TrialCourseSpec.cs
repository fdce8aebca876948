using System.Net;

namespace LuthienProxy.Host.Tests.Trials;

/// <summary>A trial while it runs: how its own events are found among those of others, who may end it, and how many run at once.</summary>
public sealed class TrialCourseSpec : GatewaySpec
{
    [Fact]
    [Trait("Spec", "000-03e")]
    public async Task Its_id_must_be_known_before_the_model_has_said_anything()
    {
        using var gate = new StreamGate();
        var gateway = await StartAsync("", Trying.Keys);
        Upstream.Answers.Then(ScriptedAnswer.Says("late") with { Pacing = new Pacing { Gate = gate } });
        using var response = await gateway.TryAsync(Trying.Body("[]", "a-real-model"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.StandsAsync(Trying.IdOf(response))).ShouldBe("open");
        gate.Open();
        (await response.Content.ReadAsStringAsync()).ShouldContain("late");
    }

    [Fact]
    [Trait("Spec", "000-03e")]
    public async Task Its_events_must_be_found_among_those_of_two_hundred_other_calls()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var watcher = await ActivityWatcher.JoinAsync(gateway);
        var noise = Enumerable.Range(0, 200).Select(_ => NoiseAsync(gateway)).ToList();
        using var response = await gateway.TryAsync(Trying.Body(Trying.Chain("AllCaps")));
        var id = Trying.IdOf(response);
        await response.Content.ReadAsByteArrayAsync();
        await Task.WhenAll(noise);
        var own = new List<string>();
        while (own.LastOrDefault() != "transaction.completed")
        {
            var happened = await watcher.EventAsync();
            own.AddRange(new[] { happened }.Where(one => one["transaction_id"]?.GetValue<string>() == id).Select(ActivityWatcher.TypeOf));
        }
        own[0].ShouldBe("transaction.opened");
        own.Count(type => type == "policy.decided").ShouldBe(1);
        own.Count(type => type == "transaction.completed").ShouldBe(1);
    }

    [Theory]
    [EachFormat]
    public async Task Whoever_leaves_must_end_the_call(SimulatorApi api)
    {
        using var gate = new StreamGate();
        var gateway = await StartAsync("", Trying.Keys);
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(1_000) with { Pacing = new Pacing { Gate = gate } });
        using var leave = new CancellationTokenSource();
        var response = await gateway.TryAsync(Trying.Body("[]", "a-real-model", Trying.FormatOf(api)), leave.Token);
        var id = Trying.IdOf(response);
        var asked = await Upstream.NextCallAsync();
        gate.Pass(5);
        await asked.EventSentAsync(5);
        response.Dispose();
        (await asked.EndedAsync()).ShouldBe(CallEnding.ClientGone);
        (await gateway.EndedAsync(id)).GetProperty("call").GetProperty("state").GetString().ShouldBe("cancelled");
    }

    [Fact]
    public async Task It_must_not_take_longer_than_it_may()
    {
        using var gate = new StreamGate();
        var gateway = await StartAsync("luthien.policy.trials.timeout = 1s", Trying.Keys);
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(1_000) with { Pacing = new Pacing { Gate = gate } });
        var tried = await gateway.TriedAsync(Trying.Body("[]", "a-real-model"));
        Trying.State(tried).ShouldBe("cancelled");
        tried.GetProperty("gaps").EnumerateArray().Select(gap => gap.GetString()).ShouldContain(gap => gap!.Contains("policy.trials.timeout"));
        (await (await Upstream.NextCallAsync()).EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task No_more_must_run_at_once_than_may()
    {
        using var gate = new StreamGate();
        var gateway = await StartAsync("luthien.policy.trials.at-once = 1", Trying.Keys);
        Upstream.Answers.Then(ScriptedAnswer.Says("first") with { Pacing = new Pacing { Gate = gate } });
        using var first = await gateway.TryAsync(Trying.Body("[]", "a-real-model"));
        using var second = await gateway.TryAsync(Trying.Body("[]", "a-real-model"));
        await second.ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-trials");
        second.Headers.RetryAfter!.Delta.ShouldNotBeNull();
        gate.Open();
        (await first.Content.ReadAsStringAsync()).ShouldContain("first");
        Trying.State(await gateway.TriedAsync(Trying.Body("[]", "a-real-model"))).ShouldBe("completed");
    }

    static async Task NoiseAsync(TestGateway gateway)
    {
        using var response = await gateway.AskAsync(SimulatorApi.ChatCompletions, Asking.Body(SimulatorApi.ChatCompletions, stream: true, model: "sim/hello"));
        await response.Content.ReadAsByteArrayAsync();
    }
}
