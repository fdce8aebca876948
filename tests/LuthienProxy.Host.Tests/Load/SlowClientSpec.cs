using System.Text;

namespace LuthienProxy.Host.Tests.Load;

/// <summary>A client that does not read stops its upstream and costs no memory. Measured on the whole process, so nothing else may run.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "002-23")]
public sealed class SlowClientSpec : GatewaySpec
{
    const int Mebi = 1 << 20;

    [Theory]
    [EachFormat]
    public async Task What_a_client_does_not_take_must_stay_with_the_upstream(SimulatorApi api)
    {
        // 20 MB that nobody reads.
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(1_000, 20_000) with { Pacing = new Pacing { FlushEach = true } });
        var gateway = await StartAsync("luthien.limits.event = 1MiB");
        using var socket = await RawHttp.ConnectAsync(gateway.Address);
        var body = Asking.Body(api, stream: true);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST {Asking.PathOf(api)} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer own\r\ncontent-length: {body.Length}\r\n\r\n{body}"));
        var call = await Upstream.NextCallAsync();
        // The upstream makes its whole answer before it sends the first event.
        await call.EventSentAsync(3);
        await StalledAsync(gateway, call);
        call.EventsSent.ShouldBeLessThan(950);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await StalledAsync(gateway, call);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(4 * Mebi);
    }

    /// <summary>Waits until the upstream has not sent anything for two hundred probes.</summary>
    static async Task StalledAsync(TestGateway gateway, RecordedCall call)
    {
        for (var (sent, probes) = (-1, 0); probes < 200; probes = sent == call.EventsSent ? probes + 1 : 0, sent = call.EventsSent)
            await gateway.Client.GetAsync("/health");
    }
}
