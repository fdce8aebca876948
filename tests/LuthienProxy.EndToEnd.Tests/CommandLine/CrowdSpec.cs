using System.Diagnostics;
using System.Text.Json;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>5,000 live calls: answers stay bounded, in time and in length.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class CrowdSpec(CommandLineHouse house)
{
    const int Crowd = 5_000;
    const int AtOnce = 250;
    const string Calls = "/user/gateway/transactions";

    [Fact]
    public async Task Five_thousand_live_calls_must_be_looked_at_within_the_time_of_an_answer()
    {
        using var gate = new StreamGate();
        using var leave = new CancellationTokenSource();
        house.Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(2) with { Pacing = new Pacing { Gate = gate } });
        var calls = await BeginAsync(leave.Token);

        var hierarchy = await InTimeAsync("actor hierarchy");
        hierarchy.ShouldContain($"… {Crowd - 10:N0} more (use -s {Calls} --all)");
        hierarchy.Split('\n').Length.ShouldBeLessThan(100);
        (await InTimeAsync($"actor hierarchy -s {Calls} --all")).Split('\n').Length.ShouldBe(Crowd + 2);
        (await InTimeAsync("actor hierarchy --flat")).Split('\n').Count(path => path.StartsWith(Calls + "/", StringComparison.Ordinal)).ShouldBe(Crowd);
        (await InTimeAsync("actor top")).Split('\n').Length.ShouldBe(23);
        (await InTimeAsync("actor mailboxes")).Split('\n').Length.ShouldBeLessThan(32);
        (await InTimeAsync($"actor show {Calls}")).ShouldContain($"children {Crowd:N0}");
        (await InTimeAsync("tx list")).Split('\n').Length.ShouldBe(22);
        (await InTimeAsync("tx list --state open -n 200")).Split('\n').Length.ShouldBe(202);
        JsonElement.Parse(await InTimeAsync("system nodes --json")).GetProperty("nodes")[0].GetProperty("open_calls").GetInt32().ShouldBeGreaterThanOrEqualTo(Crowd);

        gate.Open();
        var heard = await Task.WhenAll(calls.Select(call => call.Answer));
        heard.ShouldAllBe(answer => answer.Contains("[DONE]", StringComparison.Ordinal));
        await house.AskUntilAsync($"actor show {Calls}", shown => !shown.Contains($"children {Crowd:N0}", StringComparison.Ordinal));
    }

    async Task<string> InTimeAsync(string line)
    {
        var clock = Stopwatch.StartNew();
        var answer = await house.AskAsync($"{line} --timeout 5s");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8), line);
        return answer;
    }

    // So many connections at a time as a listener takes; the next when these are at the provider.
    async Task<List<(Task<string> Answer, int Number)>> BeginAsync(CancellationToken leave)
    {
        var before = house.Upstream.Calls.Count;
        var calls = new List<(Task<string>, int)>(Crowd);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (calls.Count < Crowd)
        {
            calls.AddRange(Enumerable.Range(calls.Count, AtOnce).Select(number => (HearAsync(leave), number)));
            while (house.Upstream.Calls.Count - before < calls.Count)
                await pause.WaitForNextTickAsync(patience.Token);
        }
        return calls;
    }

    async Task<string> HearAsync(CancellationToken leave)
    {
        using var answer = await house.CallAsync("crowd", cancellation: leave);
        return await answer.Content.ReadAsStringAsync(leave);
    }
}
