using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Sdk;

/// <summary>A provider whose models <c>play/…</c> do what the simulator's <c>sim/…</c> do, and a gateway before it.</summary>
public sealed class SdkHouse : IAsyncLifetime
{
    const string Prefix = "play/";

    public ScriptedUpstream Upstream { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Upstream = await ScriptedUpstream.StartAsync();
        // Under the simulator's own names the gateway would answer by itself.
        Upstream.Answers.Otherwise(request => ModelScripts.AnswerAs(ModelScripts.Prefix + request.Model[Prefix.Length..], request));
        Gateway = await GatewayProcess.StartAsync(GatewayOptions.Before(Upstream.Address));
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
