using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>A gateway that is told to stop, then dies, while somebody looks on.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class DyingGatewaySpec(CommandLineHouse house)
{
    [Fact]
    public async Task A_probe_must_hear_each_state_and_a_tail_its_end()
    {
        using var gate = new StreamGate();
        gate.Pass(3);
        house.Upstream.Answers.Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Gate = gate } });
        await using var gateway = await GatewayProcess.StartAsync(GatewayOptions.Before(house.Upstream.Address, "luthien.server.drain-timeout = 60s") with
        {
            Environment = new Dictionary<string, string>([GatewayAdmin.Variable]),
        });
        var pbm = new PbmProgram(gateway.Address.Authority);
        using var client = new Fixtures.Clients.RawClient(gateway.Address);
        using var open = await client.OpenAsync(SimulatorApi.ChatCompletions, "outlives");
        (await pbm.RunAsync("health")).ExitCode.ShouldBe(0);
        using var tail = pbm.Start("events tail");
        await gateway.Output.LineAsync(_ => true);

        gateway.Terminate();
        await gateway.Output.LineAsync(line => line.Contains("running calls may finish", StringComparison.Ordinal));
        (await pbm.RunAsync("health")).ExitCode.ShouldBe(1);
        await gateway.KillAsync();

        (await tail.ExitedAsync()).ShouldBe(3, tail.Written);
        (await pbm.RunAsync("health")).ExitCode.ShouldBe(3);
    }
}
