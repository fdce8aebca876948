using ActorSystem = Luthien.Actors.ActorSystem;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Load;

/// <summary>Clients come and leave in the middle of their streams; nothing of them stays.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "002-24")]
[Trait("Spec", "H6")]
public sealed class AbandonedStreamsSpec : GatewaySpec
{
    const int Waves = 20;
    const int Wave = 500;

    [Fact]
    public async Task Ten_thousand_abandoned_streams_must_leave_no_actor_and_no_upstream_call()
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(4).With(FaultKind.StallMidStream));
        var gateway = await StartAsync("luthien.server.drain-timeout = 60s");
        for (var wave = 0; wave < Waves; wave++)
            await Task.WhenAll(Enumerable.Range(0, Wave).Select(i => LeaveAsync(gateway, (SimulatorApi)(i % 3))));

        var endings = await Task.WhenAll(Upstream.Calls.Select(call => call.EndedAsync()));

        endings.Length.ShouldBe(Waves * Wave);
        endings.ShouldAllBe(ending => ending == CallEnding.ClientGone);
        var system = gateway.App.Services.GetRequiredService<ActorSystem>();
        await gateway.App.Services.GetRequiredService<Pipeline.Gateway>().DrainAsync(TimeSpan.FromSeconds(20));
        system.InspectChildren("/user/gateway/transactions").ShouldBeEmpty();
    }

    static async Task LeaveAsync(TestGateway gateway, SimulatorApi api)
    {
        using var response = await gateway.AskAsync(api, Asking.Body(api, stream: true));
        await new EventReader(await response.Content.ReadAsStreamAsync()).NextAsync();
    }
}
