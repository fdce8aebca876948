namespace LuthienProxy.Host.Tests.Support;

/// <summary>A scripted upstream, and gateways before it as each test asks for them.</summary>
public abstract class GatewaySpec : IAsyncLifetime
{
    readonly List<TestGateway> _gateways = [];

    protected ScriptedUpstream Upstream { get; private set; } = null!;

    public async Task InitializeAsync() => Upstream = await ScriptedUpstream.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var gateway in _gateways)
            await gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    /// <summary>Starts a gateway that ends with the test; streams that are still open end at once.</summary>
    protected Task<TestGateway> StartAsync(string config = "", params (string Name, string Value)[] variables) => StartAsync(new ScratchFolder(), config, variables);

    /// <summary>Starts one in a folder that is there already.</summary>
    private protected async Task<TestGateway> StartAsync(ScratchFolder folder, string config, params (string Name, string Value)[] variables)
    {
        var gateway = await TestGateway.StartAsync(Upstream, folder, "luthien.server.drain-timeout = 10ms\n" + config, variables);
        _gateways.Add(gateway);
        return gateway;
    }

    /// <summary>Ends one and starts the next in its folder.</summary>
    protected async Task<TestGateway> StartAgainAsync(TestGateway before, string config = "", params (string Name, string Value)[] variables)
    {
        _gateways.Remove(before);
        return await StartAsync(await before.LeaveAsync(), config, variables);
    }
}
