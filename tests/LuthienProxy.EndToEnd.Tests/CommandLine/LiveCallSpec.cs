using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>One call while it runs: looked on, stopped, killed.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class LiveCallSpec(CommandLineHouse house)
{
    public static TheoryData<SimulatorApi, string> Ends => Every.Pair(Enum.GetValues<SimulatorApi>(), ["stop", "kill"]);

    [Fact]
    public async Task A_tail_must_show_a_call_to_its_end()
    {
        using var gate = new StreamGate();
        gate.Pass(3);
        house.Upstream.Answers.Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Gate = gate } });
        using var answer = await house.CallAsync("tailed");
        var id = CommandLineHouse.IdOf(answer);
        using var tail = house.Pbm.Start($"tx tail {id}");
        await tail.WroteAsync($"{id} tailed at ");

        gate.Open();
        await answer.Content.ReadAsStringAsync();

        (await tail.ExitedAsync()).ShouldBe(0, tail.Written);
        var last = tail.Written.TrimEnd().Split('\n')[^1];
        last.ShouldContain("transaction.completed");
        last.ShouldContain(id);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_call_that_is_ended_must_end_validly_for_its_client(SimulatorApi api, string verb)
    {
        using var gate = new StreamGate();
        gate.Pass(4);
        house.Upstream.Answers.Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Gate = gate } });
        using var open = await house.Client.OpenAsync(api, $"{verb}-{api}");
        var list = await house.AskUntilAsync($"tx list --state open --model {verb}-{api}", list => list.Contains("open", StringComparison.Ordinal));
        var id = list.Split('\n')[1].Split(' ')[0];

        (await house.Pbm.RunAsync($"tx {verb} {id}{(verb == "stop" ? " --grace 100ms" : "")} --yes")).MustSucceed();
        var heard = await open.RestAsync();

        (heard.TransactionId, heard.IsTorn, heard.Violations.Count).ShouldBe((id, false, 0));
        // An answer of Anthropic's whose text is under way says it in its last words, as where a policy blocks.
        heard.End.ShouldBe(api == SimulatorApi.Messages ? HeardEnd.Complete : HeardEnd.Error);
        System.Text.Encoding.UTF8.GetString(heard.Body).ShouldContain("This call was ended by admin (pbm (");
        var change = (await house.Admin.ReadAsync($"/api/system/changes?subject={id}")).GetProperty("changes").EnumerateArray().Single();
        (change.GetProperty("action").GetString(), change.GetProperty("outcome").GetString()).ShouldBe(($"{verb}Call", "done"));
        change.GetProperty("actor").GetString().ShouldStartWith("admin (pbm (");
        (await house.Pbm.RunAsync($"tx {verb} {id} --yes")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_must_not_be_ended_without_yes()
    {
        var result = await house.Pbm.RunAsync("tx kill 01a201a9ba8d752fbf217926f442c2a1");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("--yes");
    }
}
