using System.Net;
using System.Text;
using System.Text.Json;
using LuthienProxy.Host.Tests.Endpoints;
using Microsoft.Extensions.Hosting;

namespace LuthienProxy.Host.Tests.Interventions;

/// <summary><c>POST /api/system/shutdown</c>: the process ends in good order, when whoever asked has the answer and the record stands.</summary>
public sealed class ShutdownSpec : GatewaySpec
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_gateway_must_answer_end_its_streams_validly_and_stop()
    {
        using var gate = new StreamGate();
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10) with { Pacing = new Pacing { Gate = gate } });
        var gateway = await StartAsync("luthien.server.drain-timeout = 60s", AdminAsking.Variable);
        gate.Pass(4);
        var reader = new EventReader(await (await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true))).Content.ReadAsStreamAsync());
        await reader.NextAsync();
        // As the program does.
        var stopped = gateway.App.WaitForShutdownAsync();

        using var answer = await gateway.AdminAsync("/api/system/shutdown?drain_ms=50", HttpMethod.Post);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var begun = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        (begun.GetProperty("drain_ms").GetInt32(), begun.GetProperty("open_calls").GetInt32()).ShouldBe((50, 1));

        var text = await reader.RestAsync();
        text.ShouldContain("The gateway is stopping");
        StreamingSpec.Judge(SimulatorApi.Messages, Encoding.UTF8.GetBytes(text)).ShouldBeEmpty();
        await stopped.WaitAsync(Patience);
    }

    [Fact]
    public async Task It_must_be_on_record_once()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        (await gateway.AdminAsync("/api/system/shutdown", HttpMethod.Post)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await gateway.App.WaitForShutdownAsync().WaitAsync(Patience);
        var next = await StartAgainAsync(gateway, "", AdminAsking.Variable);
        var record = (await next.ReadAsync("/api/system/changes?action=shutDown")).GetProperty("changes").EnumerateArray().ShouldHaveSingleItem();
        (record.GetProperty("outcome").GetString(), record.GetProperty("detail").GetProperty("drain_ms").GetInt32()).ShouldBe(("done", 10));
    }

    [Fact]
    public async Task A_longer_time_than_the_settings_give_must_be_refused_and_stop_nothing()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var refused = await gateway.AdminAsync("/api/system/shutdown?drain_ms=11", HttpMethod.Post);
        await refused.ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        (await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: "sim/hello"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
