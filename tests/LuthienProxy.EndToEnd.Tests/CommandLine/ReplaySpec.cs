using System.Net.Http.Json;
using System.Text;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary><c>pbm replay</c> against a gateway that runs: what it recorded, under what a file would make of it.</summary>
public sealed class ReplaySpec : IAsyncLifetime
{
    const int Calls = 24;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-replay-");
    ScriptedUpstream _upstream = null!;
    GatewayProcess _gateway = null!;
    GatewayAdmin _admin = null!;

    public async Task InitializeAsync()
    {
        _upstream = await ScriptedUpstream.StartAsync();
        _gateway = await GatewayProcess.StartAsync(new GatewayOptions { Upstream = _upstream.Address, Environment = new Dictionary<string, string>([GatewayAdmin.Variable]) });
        _admin = new GatewayAdmin(_gateway.Address);
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_a_file_would_stop_must_be_named_and_what_is_in_use_change_nothing()
    {
        await _admin.EnableAsync("""{ "name": "loud", "policy": "AllCaps" }""");
        _upstream.Answers.Otherwise(ScriptedAnswer.Calls("Bash", """{"command":"rm -rf /"}"""));
        await CallAsync();
        var asked = _upstream.Calls.Count;
        var file = Path.Combine(_folder.FullName, "policy.conf");
        await File.WriteAllTextAsync(file, "policies = [ { policy = BlockDangerousCommands } ]", Encoding.UTF8);

        var same = await PbmAsync("replay", "--limit", "100");
        (same.ExitCode, same.Errors).ShouldBe((0, ""));
        same.Output.ShouldStartWith($"{Calls} calls under loud version 1: 0 would be otherwise, 0 not known\n");

        var stopped = await PbmAsync("replay", "--limit", "100", "--file", file, "--diff");
        stopped.ExitCode.ShouldBe(1);
        stopped.Output.Split('\n').Count(line => line.Contains("would block  passed → blocked", StringComparison.Ordinal)).ShouldBe(Calls);
        stopped.Output.ShouldContain("- answer tool_call: Bash");

        (await PbmAsync("replay", "--limit", "100", "--file", file, "--fail-on", "none")).ExitCode.ShouldBe(0);
        (await PbmAsync("replay", "--json", "--limit", "3")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        (await PbmAsync("replay", "--policy", "nobody")).ExitCode.ShouldBe(1);
        _upstream.Calls.Count.ShouldBe(asked);
    }

    async Task CallAsync()
    {
        using var client = new HttpClient { BaseAddress = _gateway.Address };
        client.DefaultRequestHeaders.Add("x-api-key", "a-key-of-the-client");
        foreach (var at in Enumerable.Range(0, Calls))
        {
            using var response = await client.PostAsJsonAsync("/v1/messages", new { model = "scripted", max_tokens = 64, stream = at % 2 == 0, messages = new[] { new { role = "user", content = "hi" } } });
            response.EnsureSuccessStatusCode();
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await _admin.ReadAsync($"/debug/calls?state=completed&limit={Calls}")).GetProperty("calls").GetArrayLength() < Calls)
            await pause.WaitForNextTickAsync(patience.Token);
    }

    // Built beside the tests, in the same configuration.
    Task<ProgramResult> PbmAsync(params string[] words)
    {
        var bin = new DirectoryInfo(AppContext.BaseDirectory);
        var pbm = Path.Combine(bin.Parent!.Parent!.FullName, "LuthienProxy.Cli", bin.Name, "pbm.dll");
        var run = new ProgramRun("dotnet", [pbm, .. words, "--at", _gateway.Address.Authority]) { Directory = _folder.FullName, KeepsEnvironment = true };
        run.Environment["PBM_TOKEN"] = GatewayAdmin.Key;
        return run.RunAsync();
    }
}
