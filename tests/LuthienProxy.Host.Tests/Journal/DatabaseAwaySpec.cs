using System.Diagnostics;
using System.Net;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Host.Tests.Journal;

/// <summary>What the reading paths say while a real database server is away: a problem within the time that a query may take, never a hang.</summary>
[Trait("Spec", "002-47")]
public sealed class DatabaseAwaySpec : GatewaySpec
{
    // The query's own limit in these tests, and what two loaded cores may add to it.
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Every_read_must_be_503_while_the_server_is_dead_and_answered_again_when_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        var gateway = await StartAsync(server);
        var id = await CallAsync(gateway);
        await gateway.EndedAsync(id);
        await server.KillAsync();
        foreach (var path in Reads(id))
            await AwayAsync(gateway, path, [HttpStatusCode.ServiceUnavailable]);
        (await gateway.AskAsync(SimulatorApi.Messages)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.StartAgainAsync();
        (await gateway.EndedAsync(id)).GetProperty("call").GetProperty("transaction_id").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task Every_read_must_end_in_time_while_the_server_hangs()
    {
        await using var server = await PostgresServer.StartAsync();
        var gateway = await StartAsync(server);
        var id = await CallAsync(gateway);
        await gateway.EndedAsync(id);
        server.Pause();
        foreach (var path in Reads(id))
            await AwayAsync(gateway, path, [HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout]);
        server.Resume();
    }

    static string[] Reads(string id) =>
    [
        // Another call than the one that was looked at: what is cached may be answered.
        $"/debug/calls/{Another(id)}", $"/debug/calls/{Another(id)}/events", $"/debug/calls/{Another(id)}/diff",
        "/debug/calls", "/api/search?text=word", "/api/sessions", "/api/sessions/one", "/api/sessions/one/export", "/api/policy/shadow",
    ];

    static string Another(string id) => id[..^4] + "ffff";

    static async Task AwayAsync(TestGateway gateway, string path, HttpStatusCode[] statuses)
    {
        var began = Stopwatch.GetTimestamp();
        using var response = await gateway.AdminAsync(path);
        statuses.ShouldContain(response.StatusCode, path);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Limit);
    }

    static async Task<string> CallAsync(TestGateway gateway)
    {
        using var response = await gateway.AskAsync(SimulatorApi.Messages);
        return response.Headers.GetValues("X-Luthien-Transaction-Id").Single();
    }

    async Task<TestGateway> StartAsync(PostgresServer server) =>
        await StartAsync("luthien.storage.query-timeout = 2s", AdminAsking.Variable, ("DATABASE_URL", await server.CreateDatabaseAsync()));
}
