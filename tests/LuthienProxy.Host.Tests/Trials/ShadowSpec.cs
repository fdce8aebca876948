using System.Net;
using System.Text.Json;
using LuthienProxy.Host.Tests.Policies;
using LuthienProxy.Storage.Queries;

namespace LuthienProxy.Host.Tests.Trials;

/// <summary><c>GET /api/policy/shadow</c>: what stages that only look on would have done.</summary>
public sealed class ShadowSpec : GatewaySpec
{
    const string Path = "/api/policy/shadow";

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task What_a_stage_in_shadow_decided_must_be_told(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.DoneAsync("enable", """{ "name": "house", "policies": [{ "policy": "SqlProtection" }, { "policy": "AllCaps", "mode": "shadow" }] }""");
        using var answer = await gateway.AskAsync(api, Asking.Body(api, stream, "sim/hello"));
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Hello", Case.Sensitive);
        var id = answer.Headers.GetValues("X-Luthien-Transaction-Id").Single();
        await gateway.EndedAsync(id);
        var policy = (await gateway.ReadAsync(Path)).GetProperty("policies").EnumerateArray().Single();
        (Text(policy, "policy"), policy.GetProperty("version").GetInt32(), policy.GetProperty("calls").GetInt32()).ShouldBe(("AllCaps", 1, 1));
        policy.GetProperty("verdicts").GetProperty("replace").GetInt32().ShouldBe(1);
        policy.GetProperty("took_ms_p99").GetDouble().ShouldBeGreaterThanOrEqualTo(policy.GetProperty("took_ms_p50").GetDouble());
        var latest = policy.GetProperty("latest").EnumerateArray().Single();
        (Text(latest, "transaction_id"), Text(latest, "verdict")).ShouldBe((id, "replace"));
    }

    [Fact]
    public async Task A_judge_in_shadow_must_tell_how_sure_it_was()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.DoneAsync("enable", """{ "name": "house", "policies": [{ "policy": "SimpleToolCallJudge", "config": { "upstream": "simulator", "model": "sim/judge" }, "mode": "shadow" }] }""");
        using var answer = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: $"sim/tools?tool=Bash&args={Uri.EscapeDataString("""{"command":"rm -rf /"}""")}"));
        await gateway.EndedAsync(answer.Headers.GetValues("X-Luthien-Transaction-Id").Single());
        var policy = (await gateway.ReadAsync(Path)).GetProperty("policies").EnumerateArray().Single();
        policy.GetProperty("verdicts").GetProperty("block").GetInt32().ShouldBe(1);
        policy.GetProperty("verdicts").GetProperty("forward").GetInt32().ShouldBe(1);
        var latest = policy.GetProperty("latest").EnumerateArray().Single();
        latest.GetProperty("probability").GetDouble().ShouldBe(1);
        Text(latest, "reason").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Where_nothing_was_decided_nothing_must_be_told()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var summary = await gateway.ReadAsync(Path);
        summary.GetProperty("policies").GetArrayLength().ShouldBe(0);
        (DateTimeOffset.UtcNow - summary.GetProperty("since").GetDateTimeOffset()).ShouldBe(TimeSpan.FromDays(1), TimeSpan.FromMinutes(1));
        (await gateway.ReadAsync(Path + "?since=2026-01-31T09:30:00Z")).GetProperty("since").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("?since=yesterday", HttpStatusCode.BadRequest, "invalid-parameter")]
    [InlineData("?until=2026-01-31T09:30:00Z", HttpStatusCode.BadRequest, "unknown-parameter")]
    public async Task What_it_does_not_take_must_be_refused(string query, HttpStatusCode status, string type)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await (await gateway.AdminAsync(Path + query)).ProblemAsync(status, type);
    }

    [Fact]
    public async Task Only_those_with_the_key_may_read_it()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await (await gateway.AdminAsync(Path, authorization: null)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await (await gateway.AdminAsync(Path, HttpMethod.Post)).ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Fact]
    public async Task A_database_that_is_away_must_be_told()
    {
        await using var api = await JournalApi.StartAsync();
        api.Queries.Failure = new QueryFailure.Unavailable();
        using var away = await api.AskAsync(Path);
        await away.ProblemAsync(HttpStatusCode.ServiceUnavailable, "database-unavailable");
        api.Queries.Failure = new QueryFailure.TimedOut();
        using var slow = await api.AskAsync(Path);
        await slow.ProblemAsync(HttpStatusCode.GatewayTimeout, "query-timeout");
    }

    static string? Text(JsonElement item, string member) => item.GetProperty(member).GetString();
}
