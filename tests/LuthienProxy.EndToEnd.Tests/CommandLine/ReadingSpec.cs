using System.Diagnostics;
using System.Text.Json;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>Looking into a gateway, as an operator or a script does.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class ReadingSpec(CommandLineHouse house)
{
    [Fact]
    public async Task Every_verb_must_tell_it_to_people()
    {
        var answers = await house.Pbm.ShellAsync([.. EveryVerb.Reads.Keys]);

        answers.Errors.ShouldBeEmpty();
        EveryVerb.Wrong(answers.Output).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_verb_must_tell_it_to_programs()
    {
        var answers = await house.Pbm.ShellAsync([.. EveryVerb.Reads.Keys.Select(line => line + " --json")]);

        answers.Errors.ShouldBeEmpty();
        answers.Output.TrimEnd().Split('\n').Select(answer => JsonElement.Parse(answer)).Select(answer => answer.ValueKind).ShouldBe(EveryVerb.Reads.Select(_ => JsonValueKind.Object));
    }

    [Fact]
    public async Task A_call_on_record_must_be_found_and_shown()
    {
        house.Upstream.Answers.Then(ScriptedAnswer.Says("Hello there."));
        using var answer = await house.CallAsync("on-record");
        await answer.Content.ReadAsStringAsync();
        var id = CommandLineHouse.IdOf(answer);

        var list = await house.AskUntilAsync("tx list --model on-record", list => list.Contains("completed", StringComparison.Ordinal));
        list.ShouldStartWith("ID ");
        list.ShouldContain(id);
        (await house.AskAsync("tx list --older 1ms --model on-record")).ShouldContain(id);
        (await house.Pbm.RunAsync("tx list --older 1h --model on-record")).ShouldSatisfyAllConditions(none => none.ExitCode.ShouldBe(0), none => none.Output.ShouldBeEmpty());
        var shown = await house.AskAsync($"tx show {id}");
        shown.ShouldStartWith($"{id}  completed  on-record");
        shown.ShouldContain("Hello there.");
        (await house.AskAsync($"tx tail {id}")).ShouldStartWith($"{id} has ended: completed");
    }

    [Fact]
    public async Task What_is_empty_must_be_a_remark_beside_an_empty_answer()
    {
        var result = await house.Pbm.RunAsync("tx list --model never-asked-for");

        (result.ExitCode, result.Output, result.Errors).ShouldBe((0, "", "none\n"));
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_must_end_a_tail_without_a_word()
    {
        house.Upstream.Answers.Then(ScriptedAnswer.SaysLong(3));
        var tail = new PbmProgram(house.Gateway.Address.Authority).Start("events tail | head -1");
        var asking = Task.Run(async () =>
        {
            while (tail.Written.Length == 0)
                (await house.CallAsync("seen-enough")).Dispose();
        });

        await tail.WroteAsync("\n");
        await asking;
        (await house.CallAsync("seen-enough")).Dispose();
        (await tail.ExitedAsync()).ShouldBe(0);
        tail.Dispose();
    }

    [Fact]
    public async Task Answers_in_one_file_must_stand_one_after_the_other()
    {
        var file = Path.GetTempFileName();

        (await house.Pbm.RunAsync($"health > {file}; {PbmProgram.Command} actor system >> {file}; {{ {PbmProgram.Command} health; {PbmProgram.Command} nonsense; {PbmProgram.Command} health; }} >> {file} 2>&1")).MustSucceed();

        var lines = await File.ReadAllLinesAsync(file);
        File.Delete(file);
        (lines[0], lines[2], lines[^1]).ShouldBe(("healthy", "healthy", "healthy"));
        lines[1].ShouldStartWith("akka://");
    }

    [Fact]
    public async Task An_answer_must_be_there_within_a_moment()
    {
        await house.AskAsync("health");
        var clock = Stopwatch.StartNew();

        await house.AskAsync("health");

        // A tenth of this on a machine that has nothing else to do.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
