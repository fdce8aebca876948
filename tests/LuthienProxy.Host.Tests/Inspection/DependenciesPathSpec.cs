using System.Text.Json;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>GET /api/system/dependencies</c>: what the gateway needs from others, as it has found them.</summary>
public sealed class DependenciesPathSpec : GatewaySpec
{
    const string Path = "/api/system/dependencies";

    [Fact]
    public async Task A_gateway_alone_must_show_its_file_and_its_disk()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var all = (await gateway.UntilAsync(Path, seen => Named(seen, "database").GetProperty("latency_ms").ValueKind == JsonValueKind.Number)).GetProperty("dependencies").EnumerateArray().ToList();

        all.Select(one => $"{Text(one, "name")} {Text(one, "kind")} {Text(one, "state")}").ShouldBe(["database sqlite up", "data directory disk up"]);
        all.ShouldAllBe(one => one.EnumerateObject().Select(member => member.Name).SequenceEqual(new[] { "name", "kind", "state", "since", "latency_ms", "detail" }));
        all.ShouldAllBe(one => one.GetProperty("since").GetDateTimeOffset() <= DateTimeOffset.UtcNow && one.GetProperty("latency_ms").GetDouble() >= 0);
        Text(all[1], "detail").ShouldEndWith("GiB are free");
    }

    [Fact]
    public async Task A_database_that_goes_must_be_down_since_then_also_when_nobody_calls_and_up_when_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        var gateway = await StartAsync("luthien.journal.heartbeat-interval = 100ms", AdminAsking.Variable, ("DATABASE_URL", server.Url()));
        await gateway.UntilAsync(Path, seen => Text(Named(seen, "database"), "state") == "up");
        var before = DateTimeOffset.UtcNow;
        await server.KillAsync();
        var down = Named(await gateway.UntilAsync(Path, seen => Text(Named(seen, "database"), "state") == "down"), "database");

        (Text(down, "kind"), down.GetProperty("latency_ms").ValueKind).ShouldBe(("postgres", JsonValueKind.Null));
        down.GetProperty("since").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(before);
        Text(down, "detail").ShouldNotBeEmpty();
        await server.StartAgainAsync();
        Named(await gateway.UntilAsync(Path, seen => Text(Named(seen, "database"), "state") == "up"), "database").GetProperty("detail").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_Redis_that_is_not_there_must_be_down()
    {
        var gateway = await StartAsync("", AdminAsking.Variable, ("REDIS_URL", "redis://127.0.0.1:1"));
        var redis = Named(await gateway.ReadAsync(Path), "redis");
        (Text(redis, "kind"), Text(redis, "state")).ShouldBe(("redis", "down"));
        Text(redis, "detail").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Upstreams_that_policies_may_ask_must_be_there()
    {
        var gateway = await StartAsync("", AdminAsking.Variable, ("OPENAI_API_KEY", "key"));
        var openai = Named(await gateway.ReadAsync(Path), "openai");
        (Text(openai, "kind"), Text(openai, "state"), openai.GetProperty("detail").ValueKind).ShouldBe(("upstream", "up", JsonValueKind.Null));
    }

    [Fact]
    public async Task A_disk_with_less_than_the_spool_may_need_must_be_degraded() =>
        Text(Named(await (await StartAsync("luthien.journal.spool.max-bytes = 1024TiB", AdminAsking.Variable)).ReadAsync(Path), "data directory"), "state").ShouldBe("degraded");

    static JsonElement Named(JsonElement seen, string name) => seen.GetProperty("dependencies").EnumerateArray().Single(one => Text(one, "name") == name);

    static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;
}
