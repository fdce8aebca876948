using System.Net;
using System.Text.Json;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Host.Tests.Interventions;

/// <summary><c>POST /api/system/journal/flush</c>: when it answers, what was handed over is durable, or it says that it is not.</summary>
public sealed class FlushSpec : GatewaySpec
{
    [Fact]
    public async Task What_was_recorded_before_must_be_durable_when_it_answers()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        (await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: "sim/hello"))).Dispose();
        var flushed = await FlushAsync(gateway, 10_000);
        (flushed.GetProperty("is_complete").GetBoolean(), flushed.GetProperty("spool_records").GetInt64()).ShouldBe((true, 0));
    }

    [Fact]
    public async Task While_the_database_hangs_it_must_say_so_in_time_and_that_it_is_durable_once_it_is_spooled()
    {
        await using var server = await PostgresServer.StartAsync();
        var gateway = await StartAsync("luthien.journal.breaker { call-timeout = 4s, slow-call = 3s }", AdminAsking.Variable, ("DATABASE_URL", await server.CreateDatabaseAsync()));
        server.Pause();
        (await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: "sim/hello"))).Dispose();
        (await FlushAsync(gateway, 100)).GetProperty("is_complete").GetBoolean().ShouldBeFalse();
        var later = await FlushAsync(gateway, 30_000);
        later.GetProperty("is_complete").GetBoolean().ShouldBeTrue();
        later.GetProperty("spool_records").GetInt64().ShouldBeGreaterThan(0);
        server.Resume();
    }

    static async Task<JsonElement> FlushAsync(TestGateway gateway, int timeout)
    {
        using var answer = await gateway.AdminAsync($"/api/system/journal/flush?timeout_ms={timeout}", HttpMethod.Post);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
