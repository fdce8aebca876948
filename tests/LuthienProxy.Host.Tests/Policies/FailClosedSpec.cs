using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>Nothing passes while nobody knows which policies are active; what was known stays known.</summary>
[Trait("Spec", "000-04c")]
[UnsupportedOSPlatform("windows")]
public sealed class FailClosedSpec : GatewaySpec
{
    [Theory]
    [EachFormat]
    public async Task A_first_start_without_the_database_must_refuse_calls_in_their_form_until_it_is_there(SimulatorApi api)
    {
        await using var server = await PostgresServer.StartAsync();
        await server.KillAsync();
        var gateway = await StartAsync("luthien.storage.pool.connect-timeout = 1s", AdminAsking.Variable, ("DATABASE_URL", server.Url()));
        var error = await ClientError.ReadAsync(await gateway.AskAsync(api), api);
        error.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Upstream.Calls.ShouldBeEmpty();
        using var ready = await gateway.Client.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync(gateway)).ShouldBe("unhealthy");
        await server.StartAgainAsync();
        await PolicyAdmin.UntilAsync(async () => (await gateway.AskAsync(api)).StatusCode == HttpStatusCode.OK);
        (await StatusAsync(gateway)).ShouldBe("healthy");
    }

    [Fact]
    public async Task A_restart_without_the_database_must_run_what_was_active_before_and_say_so()
    {
        await using var server = await PostgresServer.StartAsync();
        (string, string)[] variables = [AdminAsking.Variable, ("DATABASE_URL", server.Url())];
        var before = await StartAsync("", variables);
        await before.DoneAsync("enable", """{ "name": "guard", "policy": "SqlProtection", "config": { "readOnly": true } }""");
        var kept = Path.Combine(before.Folder, "policies", "last-active.json");
        File.GetUnixFileMode(kept).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await server.KillAsync();
        var after = await StartAgainAsync(before, "", variables);
        (await after.RunningAsync()).ShouldBe("guard@1");
        (await after.CurrentAsync()).GetProperty("policies")[0].GetProperty("config").GetProperty("readOnly").GetBoolean().ShouldBeTrue();
        (await StatusAsync(after)).ShouldBe("degraded");
        (await after.AskAsync(SimulatorApi.Messages)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.StartAgainAsync();
        await PolicyAdmin.UntilAsync(async () => await StatusAsync(after) == "healthy");
        (await after.RunningAsync()).ShouldBe("guard@1");
    }

    [Fact]
    public async Task A_restart_must_run_what_was_active()
    {
        var before = await StartAsync("", AdminAsking.Variable);
        await before.EnableAsync("guard", "NoOp");
        (await (await StartAgainAsync(before, "", AdminAsking.Variable)).RunningAsync()).ShouldBe("guard@1");
    }

    [Fact]
    public async Task A_database_that_goes_away_must_leave_in_use_what_is()
    {
        await using var server = await PostgresServer.StartAsync();
        var gateway = await StartAsync("", AdminAsking.Variable, ("DATABASE_URL", server.Url()));
        await gateway.EnableAsync("guard", "NoOp");
        await server.KillAsync();
        await PolicyAdmin.UntilAsync(async () => await StatusAsync(gateway) == "degraded");
        (await gateway.RunningAsync()).ShouldBe("guard@1");
        using var refused = await gateway.PolicyAsync("create", """{ "name": "a", "policy": "NoOp" }""");
        await refused.ProblemAsync(HttpStatusCode.ServiceUnavailable, "database-unavailable");
    }

    static async Task<string?> StatusAsync(TestGateway gateway)
    {
        using var response = await gateway.Client.GetAsync("/health/ready");
        return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("policy").GetProperty("status").GetString();
    }
}
