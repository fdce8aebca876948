using System.Text.Json;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>The process of a gateway: what it is, who changed what in it, and its end.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class ProcessSpec(CommandLineHouse house)
{
    [Theory]
    [InlineData("port", "key 127.0.0.1")]
    [InlineData("socket", "key socket")]
    public async Task It_must_tell_what_it_is_and_by_which_way_it_was_changed(string way, string origin)
    {
        var told = await house.By(way).ShellAsync("system info --json", "system uptime --json", "system uptime", "stats reset --yes --json", "system changes -n 1 --json", "system info");

        told.ExitCode.ShouldBe(0, told.Errors);
        var lines = told.Output.TrimEnd().Split('\n');
        var info = JsonElement.Parse(lines[0]);
        info.GetProperty("process_id").GetInt32().ShouldBe(house.Gateway.ProcessId);
        info.GetProperty("socket").GetString().ShouldBe(Path.Combine(info.GetProperty("data_directory").GetString()!, "pbm.sock"));
        JsonElement.Parse(lines[1]).GetProperty("uptime_ms").GetDouble().ShouldBeGreaterThan(info.GetProperty("uptime_ms").GetDouble());
        lines[2].Split(", since ").Length.ShouldBe(2);
        var change = JsonElement.Parse(lines[4]).GetProperty("changes")[0];
        (change.GetProperty("action").GetString(), change.GetProperty("origin").GetString(), change.GetProperty("outcome").GetString()).ShouldBe(("resetStats", origin, "done"));
        lines[5..].Select(line => line.Split("  ")[0]).ShouldContain("memory");
    }

    [Theory]
    [InlineData("port")]
    [InlineData("socket")]
    public async Task Running_calls_must_be_heard_out_before_it_ends(string way)
    {
        using var home = new ScratchHome();
        using var gate = new StreamGate();
        gate.Pass(3);
        house.Upstream.Answers.Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Gate = gate } });
        await using var gateway = await GatewayProcess.StartAsync(GatewayOptions.Before(house.Upstream.Address, "luthien.server.drain-timeout = 60s") with { Home = home.Path });
        var pbm = home.Pbm(way, gateway.Address);
        using var client = new RawClient(gateway.Address);
        using var open = await client.OpenAsync(SimulatorApi.Messages, "outlives");
        (await pbm.RunAsync("system shutdown --drain 30s")).ExitCode.ShouldBe(2);

        var told = await pbm.ShellAsync("system shutdown --drain 30s --yes --json", "health");
        gate.Open();
        var heard = await open.RestAsync();

        told.ExitCode.ShouldBe(1);
        var begun = JsonElement.Parse(told.Output.Split('\n')[0]);
        (begun.GetProperty("drain_ms").GetInt64(), begun.GetProperty("open_calls").GetInt32()).ShouldBe((30_000, 1));
        (heard.End, heard.IsTorn, heard.Violations.Count).ShouldBe((HeardEnd.Complete, false, 0));
        (await gateway.ExitedAsync()).ShouldBe(0, gateway.Output.ToString());
        (await pbm.RunAsync("health")).ExitCode.ShouldBe(3);
    }

    // A gateway's own directory, which knows its key.
    sealed class ScratchHome : IDisposable
    {
        readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pbm-home-");

        public ScratchHome() => File.WriteAllText(System.IO.Path.Combine(_home.CreateSubdirectory("data").FullName, "admin-key"), GatewayAdmin.Key);

        public string Path => _home.FullName;

        public PbmProgram Pbm(string way, Uri address) => way == "socket" ? new(at: null, key: null, Path) : new(address.Authority);

        public void Dispose() => _home.Delete(recursive: true);
    }
}
