using System.Text.Json;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary><c>pbm journal</c>: what waits for the record, what comes to it, and an answer out of it.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class RecordSpec(CommandLineHouse house)
{
    public static TheoryData<string> Ways => CommandLineHouse.Ways;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_waits_must_be_told_and_waited_for(string way)
    {
        var told = await house.By(way).ShellAsync("journal flush --yes --json", "journal lag --json", "journal lag");

        told.ExitCode.ShouldBe(0, told.Errors);
        var lines = told.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBe(4, told.Output);
        JsonElement.Parse(lines[0]).GetProperty("is_complete").GetBoolean().ShouldBeTrue();
        var lag = JsonElement.Parse(lines[1]);
        lag.GetProperty("queue_limit").GetInt32().ShouldBeGreaterThan(0);
        lag.GetProperty("dropped_events").GetInt64().ShouldBe(0);
        Cells(lines[2]).ShouldBe(["LAG", "QUEUE", "LIMIT", "BATCH p50/p99", "COMMIT p50/p99", "BREAKER", "SPOOL", "WRITTEN"]);
        Cells(lines[3])[5].ShouldBe("closed");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_events_of_one_call_must_be_told_as_they_come_to_the_record(string way)
    {
        using var gate = new StreamGate();
        gate.Pass(3);
        house.Upstream.Answers.Then(ScriptedAnswer.SaysLong(2_000) with { Pacing = new Pacing { Gate = gate } });
        using var answer = await house.CallAsync("recorded");
        var id = CommandLineHouse.IdOf(answer);
        using var tail = house.By(way).Start($"journal tail --tx {id} -n 2 --json");

        var code = await tail.ExitedWhileAsync(async () =>
        {
            gate.Pass(1);
            (await house.CallAsync("another")).Dispose();
        });
        gate.Open();
        await answer.Content.ReadAsStringAsync();

        code.ShouldBe(0, tail.Written);
        var events = tail.Written.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        events.Count.ShouldBe(2);
        events.ShouldAllBe(happened => happened.GetProperty("transaction_id").GetString() == id && happened.GetProperty("receipt").GetString() == "committed");
        events[1].GetProperty("sequence").GetInt32().ShouldBe(events[0].GetProperty("sequence").GetInt32() + 1);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_answer_must_be_written_again_to_the_byte(string way)
    {
        house.Upstream.Answers.Then(ScriptedAnswer.Says("Größe 🌍, delivered once."));
        using var answer = await house.CallAsync("replayed");
        var delivered = await answer.Content.ReadAsStringAsync();
        var id = CommandLineHouse.IdOf(answer);
        await house.EndedAsync(id);

        var again = await house.By(way).RunAsync($"journal replay {id} --speed 0");

        (again.ExitCode, again.Output, again.Errors).ShouldBe((0, delivered, ""));
    }

    [Theory]
    [InlineData("journal replay 01a201a9ba8d752fbf217926f442c2a1", 1)]
    [InlineData("journal replay 01a201a9ba8d752fbf217926f442c2a1 --speed -1", 2)]
    [InlineData("journal flush", 2)]
    public async Task What_cannot_be_done_must_end_with_its_code(string line, int code) => (await house.Pbm.RunAsync(line)).ExitCode.ShouldBe(code);

    static string[] Cells(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
