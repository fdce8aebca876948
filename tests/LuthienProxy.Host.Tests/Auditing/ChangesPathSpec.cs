using System.Net;
using System.Text.Json;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.Auditing;

/// <summary><c>GET /api/system/changes</c>: what administrators did, as a gateway has recorded it.</summary>
public sealed class ChangesPathSpec : GatewaySpec
{
    const string Path = "/api/system/changes";

    [Fact]
    public async Task Changes_must_be_told_the_newest_first_with_who_what_and_how_it_ended()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.DoneAsync("create", """{ "name": "guard", "policy": "NoOp" }""", actor: "ann");
        await gateway.DoneAsync("activate", """{ "name": "guard" }""");
        (await gateway.PolicyAsync("activate", """{ "name": "nobody" }""")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var changes = await ChangesAsync(gateway);
        changes.Select(Told).ShouldBe([
            ("activatePolicy", "admin", "nobody", """{"problem":"urn:luthien:problem:not-found"}""", "refused"),
            ("activatePolicy", "admin", "guard", """{"version":1}""", "done"),
            ("createPolicy", "admin (ann)", "guard", """{"version":1}""", "done"),
        ]);
        changes.ShouldAllBe(change => change.GetProperty("origin").GetString() == "key 127.0.0.1");
        changes[0].GetProperty("node").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Filters_and_pages_must_narrow_it()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.DoneAsync("create", """{ "name": "one", "policy": "NoOp" }""", actor: "ann");
        await gateway.DoneAsync("create", """{ "name": "two", "policy": "NoOp" }""");
        await gateway.DoneAsync("activate", """{ "name": "one" }""");
        (await ChangesAsync(gateway, "?subject=one")).Count.ShouldBe(2);
        (await ChangesAsync(gateway, "?action=createPolicy&outcome=done")).Count.ShouldBe(2);
        (await ChangesAsync(gateway, "?actor=admin%20(ann)")).Count.ShouldBe(1);
        (await ChangesAsync(gateway, "?outcome=failed")).ShouldBeEmpty();
        (await ChangesAsync(gateway, "?to=2020-01-01T00:00:00Z")).ShouldBeEmpty();
        var first = await gateway.ReadAsync(Path + "?limit=2");
        var rest = await gateway.ReadAsync($"{Path}?limit=2&cursor={first.GetProperty("next").GetString()}");
        rest.GetProperty("changes").GetArrayLength().ShouldBe(1);
        rest.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Whoever_has_no_key_must_leave_no_record_and_a_sign_in_must()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        (await gateway.AdminAsync("/admin/policy/rollback", HttpMethod.Post, authorization: "Bearer wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.AskAsync(SignedIn.Tries(gateway.Address, "wrong"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ChangesAsync(gateway)).ShouldBeEmpty();
        var session = await SignedIn.AtAsync(gateway);
        (await gateway.AskAsync(session.Request(gateway.Address, "/api/session", HttpMethod.Delete))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ChangesAsync(gateway)).Select(change => (change.GetProperty("action").GetString(), change.GetProperty("origin").GetString()))
            .ShouldBe([("signOut", "session 127.0.0.1"), ("signIn", "form 127.0.0.1")]);
    }

    [Fact]
    public async Task What_was_changed_while_the_database_was_away_must_come_to_the_record()
    {
        await using var server = await PostgresServer.StartAsync();
        var gateway = await StartAsync("luthien.journal.breaker { reset-timeout = 200ms }", AdminAsking.Variable, ("DATABASE_URL", await server.CreateDatabaseAsync()));
        await server.KillAsync();
        (await gateway.AskAsync(SignedIn.Tries(gateway.Address))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await gateway.AdminAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await server.StartAgainAsync();
        await PolicyAdmin.UntilAsync(async () => (await gateway.AdminAsync(Path)).StatusCode == HttpStatusCode.OK && (await ChangesAsync(gateway)).Count == 1, seconds: 60);
    }

    static (string?, string?, string?, string?, string?) Told(JsonElement change) => (
        change.GetProperty("action").GetString(), change.GetProperty("actor").GetString(), change.GetProperty("subject").GetString(),
        change.GetProperty("detail").GetRawText(), change.GetProperty("outcome").GetString());

    static async Task<IReadOnlyList<JsonElement>> ChangesAsync(TestGateway gateway, string query = "") => [.. (await gateway.ReadAsync(Path + query)).GetProperty("changes").EnumerateArray()];
}
