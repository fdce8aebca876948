using System.Diagnostics;
using System.Net;
using System.Text;
using LuthienProxy.Host.Tests.Endpoints;

namespace LuthienProxy.Host.Tests.Composition;

/// <summary>What SIGTERM does: running calls may finish for a while, then each ends validly, and nobody new is let in.</summary>
public sealed class DrainSpec : GatewaySpec
{
    [Theory]
    [EachFormat]
    [Trait("Spec", "I-33")]
    public async Task A_stream_that_outlasts_the_drain_must_end_with_its_formats_error(SimulatorApi api)
    {
        using var gate = new StreamGate();
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10) with { Pacing = new Pacing { Gate = gate } });
        var gateway = await StartAsync("luthien.server.drain-timeout = 50ms");
        gate.Pass(4);
        var reader = new EventReader(await (await gateway.AskAsync(api, Asking.Body(api, stream: true))).Content.ReadAsStreamAsync());
        await reader.NextAsync();

        var stopping = gateway.App.StopAsync();

        var text = await reader.RestAsync();
        await stopping;
        text.ShouldContain("The gateway is stopping");
        StreamingSpec.Judge(api, Encoding.UTF8.GetBytes(text)).ShouldBeEmpty();
        (await (await Upstream.NextCallAsync()).EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Theory]
    [EachFormat]
    public async Task A_call_that_is_not_answered_yet_must_get_503_when_the_drain_is_over(SimulatorApi api)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("never").With(FaultKind.StallBeforeHeaders));
        var gateway = await StartAsync("luthien.server.drain-timeout = 0s");
        var asking = gateway.AskAsync(api);
        await Upstream.NextCallAsync();

        await gateway.App.StopAsync();

        (await ClientError.ReadAsync(await asking, api)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [EachFormat]
    [Trait("Spec", "002-05")]
    public async Task While_it_drains_running_calls_must_go_on_and_new_ones_and_readiness_get_503(SimulatorApi api)
    {
        using var gate = new StreamGate();
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10) with { Pacing = new Pacing { Gate = gate } });
        var gateway = await StartAsync("luthien.server.drain-timeout = 60s");
        gate.Pass(4);
        var reader = new EventReader(await (await gateway.AskAsync(api, Asking.Body(api, stream: true))).Content.ReadAsStreamAsync());
        await reader.NextAsync();

        var stopping = gateway.App.StopAsync();

        (await gateway.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await gateway.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ClientError.ReadAsync(await gateway.AskAsync(api), api)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        stopping.IsCompleted.ShouldBeFalse();
        gate.Open();
        var text = await reader.RestAsync();
        text.ShouldNotContain("stopping");
        StreamingSpec.Judge(api, Encoding.UTF8.GetBytes(text)).ShouldBeEmpty();
        await stopping;
    }

    [Fact]
    [Trait("Spec", "002-05")]
    public async Task A_gateway_without_calls_must_stop_at_once_however_long_the_drain_may_take()
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var gateway = await StartAsync("luthien.server.drain-timeout = 10m");
            await gateway.AskAsync(SimulatorApi.Messages);
            var clock = Stopwatch.StartNew();
            await gateway.App.StopAsync();
            fastest = TimeSpan.FromTicks(Math.Min(fastest.Ticks, clock.Elapsed.Ticks));
        }
        fastest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}
