using System.Text.Json;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>The gateway's own log, from outside.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class LogSpec(CommandLineHouse house)
{
    public static TheoryData<string> Ways => CommandLineHouse.Ways;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_must_say_more_for_a_while_and_what_it_said_be_read(string way)
    {
        var told = await house.By(way).ShellAsync("log level debug --for 10m --yes --json", "log peek -n 1000 --json", "log level information --yes", "log peek -n 2 --level information");

        told.ExitCode.ShouldBe(0, told.Errors);
        var lines = told.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBe(5, told.Output);
        var set = JsonElement.Parse(lines[0]);
        (set.GetProperty("before").GetString(), set.GetProperty("level").GetString(), set.GetProperty("until").ValueKind).ShouldBe(("information", "debug", JsonValueKind.String));
        var log = JsonElement.Parse(lines[1]);
        (log.GetProperty("level").GetString(), log.GetProperty("usual_level").GetString()).ShouldBe(("debug", "information"));
        log.GetProperty("lines").EnumerateArray().ShouldContain(line => line.GetProperty("message").GetString()!.Contains("setLogLevel", StringComparison.Ordinal));
        lines[2].ShouldBe("debug → information");
        lines[3..].Select(line => line.Split(' ')[1]).ShouldBe(["information", "information"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Its_lines_must_be_told_as_they_come(string way)
    {
        using var tail = house.By(way).Start("log tail -n 2 --json");

        (await tail.ExitedWhileAsync(async () => (await house.CallAsync("logged")).Dispose())).ShouldBe(0, tail.Written);

        var lines = tail.Written.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        lines.Count.ShouldBe(2);
        lines[1].GetProperty("number").GetInt64().ShouldBeGreaterThan(lines[0].GetProperty("number").GetInt64());
        lines.ShouldAllBe(line => line.GetProperty("level").GetString() == "information");
    }

    [Theory]
    [InlineData("log level loud --yes", 1)]
    [InlineData("log level debug", 2)]
    [InlineData("log tail --level loud", 2)]
    [InlineData("log peek --level loud", 1)]
    public async Task A_level_that_is_none_must_change_nothing(string line, int code) => (await house.Pbm.RunAsync(line)).ExitCode.ShouldBe(code);
}
