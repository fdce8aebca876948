using System.Diagnostics;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Stopping;

/// <summary>SIGTERM, as a service supervisor sends it.</summary>
[Trait("Category", "E2E")]
public sealed class ShutdownSpec : IAsyncLifetime
{
    static readonly SimulatorApi[] Apis = Enum.GetValues<SimulatorApi>();

    ScriptedUpstream _upstream = null!;

    public async Task InitializeAsync() => _upstream = await ScriptedUpstream.StartAsync();

    public async Task DisposeAsync() => await _upstream.DisposeAsync();

    [Fact]
    [Trait("Spec", "000-17")]
    public async Task Streams_that_outlast_the_drain_time_must_each_end_with_their_formats_error()
    {
        await using var gateway = await StartAsync("luthien.server.drain-timeout = 500ms");
        using var client = new RawClient(gateway.Address);
        _upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(20).With(FaultKind.StallMidStream));
        var open = await Task.WhenAll(Apis.Select(api => client.OpenAsync(api, "endless")));

        gateway.Terminate();
        var heard = await Task.WhenAll(open.Select(answer => answer.RestAsync()));

        heard.ShouldAllBe(answer => answer.End == HeardEnd.Error && answer.Violations.Count == 0 && !answer.IsTorn);
        heard.ShouldAllBe(answer => answer.Text.Length > 0);
        (await gateway.ExitedAsync()).ShouldBe(0, gateway.Output.ToString());
    }

    [Fact]
    [Trait("Spec", "000-17")]
    public async Task Streams_that_end_within_the_drain_time_must_arrive_whole()
    {
        await using var gateway = await StartAsync("luthien.server.drain-timeout = 30s");
        using var client = new RawClient(gateway.Address);
        using var gate = new StreamGate();
        gate.Pass(3);
        _upstream.Answers.Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Gate = gate } });
        var open = await client.OpenAsync(SimulatorApi.ChatCompletions, "gated");

        gateway.Terminate();
        await gateway.Output.LineAsync(line => line.Contains("running calls may finish", StringComparison.Ordinal));
        gate.Open();
        var heard = await open.RestAsync();

        (heard.End, heard.IsTorn, heard.Violations.Count).ShouldBe((HeardEnd.Complete, false, 0));
        (await gateway.ExitedAsync()).ShouldBe(0, gateway.Output.ToString());
    }

    [Fact]
    public async Task An_idle_gateway_must_stop_at_once()
    {
        await using var gateway = await StartAsync("luthien.server.drain-timeout = 30s");
        var clock = Stopwatch.StartNew();

        gateway.Terminate();

        (await gateway.ExitedAsync()).ShouldBe(0, gateway.Output.ToString());
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    Task<GatewayProcess> StartAsync(string configuration) => GatewayProcess.StartAsync(GatewayOptions.Before(_upstream.Address, configuration));
}
