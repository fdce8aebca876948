using LuthienProxy.Host.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Routing;

/// <summary>One upstream, one pool of connections, for the life of the gateway.</summary>
[Trait("Spec", "000-19")]
public sealed class ConnectionReuseSpec : GatewaySpec
{
    [Fact]
    [Trait("Spec", "000-19a")]
    public async Task A_thousand_calls_one_after_another_must_use_one_connection() =>
        (await ConnectionsAsync(calls: 1000, stream: false)).ShouldBe(1);

    [Fact]
    [Trait("Spec", "000-19a")]
    public async Task Streams_one_after_another_must_hand_their_connection_on() =>
        // A client sees the end of a stream a moment before its connection is free again, so a call may come just too early for it.
        (await ConnectionsAsync(calls: 500, stream: true)).ShouldBeLessThan(10);

    [Fact]
    [Trait("Spec", "000-19b")]
    public async Task The_upstreams_must_be_made_once_and_their_connections_be_replaced_in_time()
    {
        var gateway = await StartAsync();
        var table = gateway.App.Services.GetRequiredService<UpstreamTable>();
        gateway.App.Services.GetRequiredService<UpstreamTable>().ShouldBeSameAs(table);
        table.Routes.SelectMany(route => route.Upstreams).Select(upstream => upstream.Options.ConnectionLifetime).ShouldAllBe(lifetime => lifetime == TimeSpan.FromMinutes(5));
    }

    async Task<int> ConnectionsAsync(int calls, bool stream)
    {
        await using var relay = new CountingRelay(Upstream.Address);
        var gateway = await StartAsync("", ("OPENAI_UPSTREAM_URL", relay.Address.ToString()), ("ANTHROPIC_UPSTREAM_URL", "http://127.0.0.1:1"));
        for (var i = 0; i < calls; i++)
            await (await gateway.AskAsync(SimulatorApi.ChatCompletions, Asking.Body(SimulatorApi.ChatCompletions, stream))).Content.ReadAsByteArrayAsync();
        Upstream.Calls.Count.ShouldBe(calls);
        return relay.Connections;
    }
}
