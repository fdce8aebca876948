using System.Text.Json;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary><c>pbm replay</c>: what a gateway recorded, under what a file would make of it, without asking the provider again.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class ReplaySpec(CommandLineHouse house) : IAsyncLifetime
{
    const int Calls = 4;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-replay-");
    readonly string _model = $"replay-{Guid.NewGuid():N}";

    string File => Path.Combine(_folder.FullName, "policy.conf");

    public async Task InitializeAsync()
    {
        await System.IO.File.WriteAllTextAsync(File, "policies = [ { policy = BlockDangerousCommands } ]");
        await house.Admin.EnableAsync("""{ "name": "loud", "policy": "AllCaps" }""");
        foreach (var _ in Enumerable.Range(0, Calls))
        {
            house.Upstream.Answers.Then(ScriptedAnswer.Calls("Bash", """{"command":"rm -rf /"}"""));
            await house.EndedCallAsync(_model);
        }
    }

    public async Task DisposeAsync()
    {
        await house.AskAsync("policy disable --yes");
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("port")]
    [InlineData("socket")]
    public async Task What_a_file_would_stop_must_be_named_and_what_is_in_use_change_nothing(string way)
    {
        var (pbm, asked) = (house.By(way), house.Upstream.Calls.Count);

        var same = await pbm.RunAsync($"replay --model {_model} --json");
        var stopped = await pbm.RunAsync($"replay --model {_model} --file {File} --diff");
        var let = await pbm.RunAsync($"replay --model {_model} --file {File} --fail-on none --json");

        (same.ExitCode, stopped.ExitCode, let.ExitCode).ShouldBe((0, 1, 0), stopped.Errors);
        var summary = Summary(same.Output);
        (summary.GetProperty("policy").GetString(), summary.GetProperty("calls").GetInt32(), summary.GetProperty("changed").GetInt32(), summary.GetProperty("unknown").GetInt32()).ShouldBe(("loud", Calls, 0, 0));
        (Summary(let.Output).GetProperty("calls").GetInt32(), Summary(let.Output).GetProperty("changed").GetInt32()).ShouldBe((Calls, Calls));
        stopped.Output.Split('\n').Count(line => line.Contains("  would block  ", StringComparison.Ordinal)).ShouldBe(Calls);
        stopped.Output.Split('\n').Count(line => line.StartsWith("    - answer tool_call: Bash", StringComparison.Ordinal)).ShouldBe(Calls);
        house.Upstream.Calls.Count.ShouldBe(asked);
    }

    [Theory]
    [InlineData("replay --policy nobody", 1)]
    [InlineData("replay --file /nowhere.conf", 2)]
    [InlineData("replay --from yesterdayish", 2)]
    [InlineData("replay 01a201a9ba8d752fbf217926f442c2a1 --fail-on unknown", 1)]
    public async Task What_cannot_be_replayed_must_end_with_its_code(string line, int code) => (await house.Pbm.RunAsync(line)).ExitCode.ShouldBe(code);

    static JsonElement Summary(string lines) => JsonElement.Parse(lines.TrimEnd().Split('\n')[^1]).GetProperty("summary");
}
