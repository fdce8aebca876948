using System.Net;
using System.Net.Sockets;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.EndToEnd.Tests.Stopping;

/// <summary>A gateway whose models lead to servers that cannot be reached: <c>refused</c>, <c>unknown</c> and <c>no-tls</c>.</summary>
public sealed class NetworkHouse : IAsyncLifetime
{
    ScriptedUpstream _plain = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    public RawClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _plain = await ScriptedUpstream.StartAsync();
        (string Model, string Address)[] servers =
        [
            ("refused", $"http://127.0.0.1:{FreePort()}"),
            ("unknown", "http://provider.invalid"),
            ("no-tls", $"https://127.0.0.1:{_plain.Address.Port}"),
        ];
        Gateway = await GatewayProcess.StartAsync(new GatewayOptions { Configuration = string.Concat(servers.Select(server => Route(server.Model, server.Address))) });
        Client = new RawClient(Gateway.Address);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Gateway.DisposeAsync();
        await _plain.DisposeAsync();
    }

    static string Route(string model, string address) =>
        $$"""
        luthien.upstreams.{{model}}-a { provider = anthropic, base-url = "{{address}}" }
        luthien.upstreams.{{model}}-o { provider = openai, base-url = "{{address}}" }
        luthien.routes = [
          { provider = anthropic, model = "{{model}}", upstreams = ["{{model}}-a"] }
          { provider = openai, model = "{{model}}", upstreams = ["{{model}}-o"] }
        ] ${luthien.routes}

        """;

    static int FreePort()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return ((IPEndPoint)taken.LocalEndpoint).Port;
    }
}
