using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Host.Tests.Health;

/// <summary>What <c>/health/ready</c> says of the journal when what it depends on stops.</summary>
[Trait("Spec", "000-54")]
public sealed class JournalReadinessSpec : GatewaySpec
{
    const string Quick = """
        luthien.journal.breaker { failures = 1, reset-timeout = 100ms, call-timeout = 1s }
        luthien.storage.pool { connect-timeout = 1s, wait = 1s }
        """;

    [Fact]
    public async Task A_gateway_that_records_must_be_healthy_and_show_the_journals_figures()
    {
        var gateway = await StartAsync();
        (await gateway.AskAsync(SimulatorApi.Messages)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await ReadyAsync(gateway, HttpStatusCode.OK);
        ready.GetProperty("status").GetString().ShouldBe("healthy");
        ready.GetProperty("journal").EnumerateObject().Select(property => property.Name).ShouldBe(
            ["status", "since", "for_s", "lag_ms", "queue_depth", "batch_p50", "batch_p99", "breaker", "spool_bytes", "spool_records", "dropped_events", "unanswered"]);
    }

    [Fact]
    public async Task Without_recording_readiness_must_not_depend_on_the_journal()
    {
        var gateway = await StartAsync("luthien.journal.enabled = off");
        (await ReadyAsync(gateway, HttpStatusCode.OK)).TryGetProperty("journal", out _).ShouldBeFalse();
    }

    [Fact]
    [Trait("Spec", "000-27a")]
    [Trait("Spec", "I-63")]
    public async Task A_database_that_dies_must_degrade_it_and_the_clients_must_not_notice_and_nothing_must_be_lost()
    {
        await using var server = await PostgresServer.StartAsync();
        var gateway = await StartAsync(Quick, ("DATABASE_URL", server.Url()));
        await AskAsync(gateway, 3);
        await server.KillAsync();
        await AskAsync(gateway, 3);
        var degraded = await UntilAsync(gateway, "degraded", spooled => spooled > 0);
        degraded.GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(0);
        await server.StartAgainAsync();
        var healthy = await UntilAsync(gateway, "healthy", spooled => spooled == 0);
        healthy.GetProperty("journal").GetProperty("dropped_events").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_is_away_at_the_start_must_not_keep_the_gateway_from_starting()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.KillAsync();
        var gateway = await StartAsync(ScratchFolder.OfOneWithoutPolicies(), Quick, ("DATABASE_URL", server.Url()));
        await AskAsync(gateway, 2);
        await UntilAsync(gateway, "degraded", spooled => spooled > 0);
        await server.StartAgainAsync();
        (await UntilAsync(gateway, "healthy", spooled => spooled == 0)).GetProperty("journal").GetProperty("dropped_events").GetInt64().ShouldBe(0);
    }

    static async Task AskAsync(TestGateway gateway, int times)
    {
        for (var i = 0; i < times; i++)
            (await gateway.AskAsync(SimulatorApi.Messages)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    static async Task<JsonElement> ReadyAsync(TestGateway gateway, HttpStatusCode status)
    {
        using var response = await gateway.Client.GetAsync("/health/ready");
        response.StatusCode.ShouldBe(status);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    static async Task<JsonElement> UntilAsync(TestGateway gateway, string state, Func<long, bool> spooled)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (; ; await tick.WaitForNextTickAsync(limit.Token))
        {
            var ready = await ReadyAsync(gateway, HttpStatusCode.OK);
            if (ready.GetProperty("status").GetString() == state && spooled(ready.GetProperty("journal").GetProperty("spool_records").GetInt64()))
                return ready;
        }
    }
}
