using System.Net;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>/api/system/stats</c>: what the calls of this node came to.</summary>
public sealed class StatsPathSpec : GatewaySpec
{
    const string Path = "/api/system/stats";

    [Fact]
    public async Task Calls_their_times_and_their_errors_must_be_counted_until_somebody_begins_anew()
    {
        var gateway = await StartAsync("luthien.journal.node = me", AdminAsking.Variable);
        using var good = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true));
        await good.Content.ReadAsByteArrayAsync();
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.CloseMidStream));
        using var bad = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true));
        await bad.Content.ReadAsByteArrayAsync();

        var stats = await gateway.UntilAsync(Path, now => now.GetProperty("ended").GetInt64() == 2);
        (stats.GetProperty("node").GetString(), stats.GetProperty("running").GetInt32()).ShouldBe(("me", 0));
        (Count(stats, "outcomes", "completed"), Count(stats, "outcomes", "failed")).ShouldBe((1, 1));
        stats.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("count").GetInt64().ShouldBe(1);
        stats.GetProperty("chunks").GetInt64().ShouldBeGreaterThan(2);
        foreach (var time in new[] { "first_byte", "added", "duration" })
            stats.GetProperty(time).GetProperty("p50_ms").GetDouble().ShouldBeGreaterThan(0);
        stats.GetProperty("calls_per_s").GetDouble().ShouldBeGreaterThan(0);
        stats.GetProperty("journal").GetProperty("status").GetString().ShouldBe("healthy");

        using var reset = await gateway.AdminAsync(Path + "/reset", HttpMethod.Post);
        var anew = JsonElement.Parse(await reset.Content.ReadAsStringAsync());
        (reset.StatusCode, anew.GetProperty("ended").GetInt64(), anew.GetProperty("chunks").GetInt64(), anew.GetProperty("errors").GetArrayLength()).ShouldBe((HttpStatusCode.OK, 0, 0, 0));
        anew.GetProperty("first_byte").GetProperty("p50_ms").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_a_running_call_has_delivered_must_be_counted_once()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var running = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true));
        // All that comes has come when two looks see the same.
        var seen = 0L;
        var before = await gateway.UntilAsync(Path, now => (seen, seen = now.GetProperty("chunks").GetInt64()) is (> 0, _) two && two.Item1 == two.Item2);

        using var reset = await gateway.AdminAsync(Path + "/reset", HttpMethod.Post);
        JsonElement.Parse(await reset.Content.ReadAsStringAsync()).GetProperty("chunks").GetInt64().ShouldBe(0);
        using var killed = await gateway.AdminAsync($"/api/system/calls/{running.Headers.GetValues("X-Luthien-Transaction-Id").Single()}/kill", HttpMethod.Post);

        var after = await gateway.UntilAsync(Path, now => now.GetProperty("ended").GetInt64() == 1 && now.GetProperty("running").GetInt32() == 0);
        after.GetProperty("chunks").GetInt64().ShouldBeLessThan(before.GetProperty("chunks").GetInt64());
    }

    static long Count(JsonElement stats, string group, string name) => stats.GetProperty(group).GetProperty(name).GetInt64();
}
