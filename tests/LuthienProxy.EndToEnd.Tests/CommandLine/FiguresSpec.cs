using System.Text.Json;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary><c>pbm stats</c> and <c>pbm deadletters</c>: what has happened since somebody began to count.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class FiguresSpec(CommandLineHouse house)
{
    const string CtrlC = "\u0003";

    public static TheoryData<string> Ways => CommandLineHouse.Ways;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Calls_must_be_counted_from_a_reset_on(string way)
    {
        await house.EndedCallAsync("before-the-reset");
        // What other tests have left on its way must not end after the reset.
        await house.AskUntilAsync("stats --json", told => JsonElement.Parse(told).GetProperty("running").GetInt32() == 0);
        var reset = JsonElement.Parse((await house.By(way).RunAsync("stats reset --yes --json")).MustSucceed().Output);
        await house.EndedCallAsync("after-the-reset");

        var told = await house.By(way).ShellAsync("stats --json", "stats");

        told.ExitCode.ShouldBe(0, told.Errors);
        var stats = JsonElement.Parse(told.Output.Split('\n')[0]);
        (reset.GetProperty("ended").GetInt64(), stats.GetProperty("ended").GetInt64(), stats.GetProperty("outcomes").GetProperty("completed").GetInt64()).ShouldBe((0, 1, 1));
        stats.GetProperty("since").GetDateTimeOffset().ShouldBe(reset.GetProperty("since").GetDateTimeOffset());
        var rows = told.Output.Split('\n')[1..].Select(line => line.Split("  ")[0]).ToList();
        rows.ShouldContain("first byte");
        rows.ShouldContain("whole call");
    }

    [Fact]
    public async Task Figures_of_each_second_must_be_told_until_somebody_has_seen_enough()
    {
        using var watch = house.Pbm.Start("stats --watch", inTerminal: true);
        await watch.WroteAsync("\n", times: 2);

        await watch.TypeAsync(CtrlC);

        (await watch.ExitedAsync()).ShouldBe(0, watch.Written);
        var lines = watch.Written.Split("\r\n");
        (lines[0].Split("  ")[^1], lines[1].Split("  ", StringSplitOptions.RemoveEmptyEntries).Length).ShouldBe(("JOURNAL LAG", 5), watch.Written);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_message_that_reached_nobody_must_be_counted_told_and_forgotten(string way)
    {
        using var gate = new StreamGate();
        gate.Pass(3);
        house.Upstream.Answers.Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Gate = gate } });
        using var answer = await house.CallAsync("stopped-by-its-actor");
        var actor = $"/user/gateway/transactions/{CommandLineHouse.IdOf(answer)}";
        (await house.By(way).RunAsync($"actor stop {actor} --yes")).MustSucceed();
        await answer.Content.ReadAsStringAsync();
        await house.AskUntilAsync("deadletters tail --once", letters => letters.Contains(actor, StringComparison.Ordinal));

        var told = await house.By(way).ShellAsync("deadletters summary --json", "deadletters clear --yes --json", "deadletters summary");

        told.ExitCode.ShouldBe(0, told.Errors);
        var lines = told.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBe(2, told.Output);
        var summary = JsonElement.Parse(lines[0]).GetProperty("summary").EnumerateArray().ToList();
        summary.ShouldContain(count => count.GetProperty("recipient").GetString() == "/user/gateway/transactions/*" && count.GetProperty("reason").GetString() == "terminated");
        JsonElement.Parse(lines[1]).GetProperty("count").GetInt64().ShouldBeGreaterThanOrEqualTo(summary.Sum(count => count.GetProperty("count").GetInt64()));
    }

    [Theory]
    [InlineData("stats reset")]
    [InlineData("deadletters clear")]
    public async Task Nothing_must_be_forgotten_without_yes(string line) => (await house.Pbm.RunAsync(line)).ExitCode.ShouldBe(2);
}
