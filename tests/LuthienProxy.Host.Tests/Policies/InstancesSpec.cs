using System.Net;
using System.Text.Json;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>Instances, their versions and their history, over HTTP, on an engine.</summary>
[Trait("Spec", "000-03g")]
[Trait("Spec", "X-06")]
public abstract class InstancesSpec : GatewaySpec
{
    protected abstract Task<(string Name, string Value)> DatabaseAsync(ScratchFolder folder);

    [Fact]
    public async Task Instances_must_come_in_pages_by_name_with_what_is_newest_and_what_is_active()
    {
        var gateway = await GatewayAsync();
        await CreateAsync(gateway, "b", "NoOp");
        await CreateAsync(gateway, "a", "NoOp");
        await gateway.EnableAsync("a", "AllCaps");
        await CreateAsync(gateway, "a", "DebugLogging");
        var first = await gateway.ReadAsync(PolicyAdmin.Path + "instances?limit=1");
        var a = first.GetProperty("instances")[0];
        (a.GetProperty("name").GetString(), a.GetProperty("class").GetString(), a.GetProperty("newestVersion").GetInt32(), a.GetProperty("activeVersion").GetInt32(), a.GetProperty("versions").GetInt32())
            .ShouldBe(("a", "DebugLogging", 3, 2, 3));
        var second = await gateway.ReadAsync(PolicyAdmin.Path + $"instances?limit=1&cursor={first.GetProperty("next").GetString()}");
        second.GetProperty("instances")[0].GetProperty("name").GetString().ShouldBe("b");
        second.GetProperty("instances")[0].GetProperty("activeVersion").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task An_instance_must_show_its_versions_the_newest_first_and_each_of_them()
    {
        var gateway = await GatewayAsync();
        await CreateAsync(gateway, "a", "NoOp");
        await CreateAsync(gateway, "a", "AllCaps");
        var page = await gateway.ReadAsync(PolicyAdmin.Path + "instances/a?limit=1");
        PolicyAdmin.NameAndVersion(page.GetProperty("versions")[0]).ShouldBe("a@2");
        var rest = await gateway.ReadAsync(PolicyAdmin.Path + $"instances/a?cursor={page.GetProperty("next").GetString()}");
        rest.GetProperty("versions").EnumerateArray().Select(PolicyAdmin.NameAndVersion).ShouldBe(["a@1"]);
        var one = await gateway.ReadAsync(PolicyAdmin.Path + "instances/a/versions/1");
        one.GetProperty("policies")[0].GetProperty("policy").GetString().ShouldBe("NoOp");
    }

    [Fact]
    public async Task Two_versions_must_be_compared_place_by_place()
    {
        var gateway = await GatewayAsync();
        await gateway.DoneAsync("create", """{ "name": "a", "policies": [ { "policy": "SqlProtection", "config": { "readOnly": false } }, { "policy": "NoOp" } ] }""");
        await gateway.DoneAsync("create", """{ "name": "a", "description": "strict", "policies": [ { "policy": "SqlProtection", "config": { "readOnly": true }, "mode": "shadow" } ] }""");
        var diff = await gateway.ReadAsync(PolicyAdmin.Path + "instances/a/diff?from=1&to=2");
        diff.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("change").GetString()} {change.GetProperty("path").GetString()} {change.GetProperty("after")}").ShouldBe(
            ["changed description strict", "changed policies[0].config.readOnly True", "changed policies[0].mode shadow", "removed policies[1] "], ignoreOrder: true);
        (await gateway.ReadAsync(PolicyAdmin.Path + "instances/a/diff?from=2&to=2")).GetProperty("changes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_history_must_tell_who_did_what_in_pages_the_newest_first()
    {
        var gateway = await GatewayAsync();
        await gateway.DoneAsync("enable", """{ "name": "a", "policy": "NoOp" }""", actor: "ann");
        await gateway.DoneAsync("enable", """{ "name": "b", "policy": "NoOp" }""");
        await gateway.DoneAsync("rollback", actor: "bob");
        await gateway.DoneAsync("deactivate", "{}");
        await gateway.DoneAsync("instances/b", method: HttpMethod.Delete);
        var first = await gateway.ReadAsync(PolicyAdmin.Path + "history?limit=3");
        var second = await gateway.ReadAsync(PolicyAdmin.Path + $"history?cursor={first.GetProperty("next").GetString()}");
        first.GetProperty("changes").EnumerateArray().Concat(second.GetProperty("changes").EnumerateArray()).Select(Told).ShouldBe(
        [
            "delete b@1> admin", "deactivate a@1> admin", "rollback b@1>a@1 admin (bob)", "activate a@1>b@1 admin", "create >b@1 admin", "activate >a@1 admin (ann)", "create >a@1 admin (ann)",
        ]);
    }

    [Fact]
    public async Task A_rollback_must_run_what_ran_before_and_say_when_there_is_nothing()
    {
        var gateway = await GatewayAsync();
        using var nothing = await gateway.PolicyAsync("rollback");
        await nothing.ProblemAsync(HttpStatusCode.Conflict, "nothing-before");
        await gateway.EnableAsync("a", "NoOp");
        await gateway.EnableAsync("b", "NoOp");
        PolicyAdmin.NameAndVersion(await gateway.DoneAsync("rollback")).ShouldBe("a@1");
        (await gateway.RunningAsync()).ShouldBe("a@1");
    }

    [Fact]
    public async Task A_deactivation_must_leave_no_policy_and_a_rollback_bring_it_back()
    {
        var gateway = await GatewayAsync();
        await gateway.EnableAsync("a", "AllCaps");
        (await gateway.DoneAsync("deactivate")).GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);
        (await gateway.RunningAsync()).ShouldBe("@0");
        await gateway.DoneAsync("deactivate");
        await gateway.DoneAsync("rollback");
        (await gateway.RunningAsync()).ShouldBe("a@1");
    }

    [Fact]
    public async Task What_is_active_must_not_be_deleted_and_what_is_deleted_must_be_gone_with_its_number()
    {
        var gateway = await GatewayAsync();
        await gateway.EnableAsync("a", "NoOp");
        await CreateAsync(gateway, "a", "AllCaps");
        foreach (var path in (string[])["instances/a", "instances/a/versions/1"])
            await (await gateway.PolicyAsync(path, method: HttpMethod.Delete)).ProblemAsync(HttpStatusCode.Conflict, "policy-active");
        await gateway.DoneAsync("instances/a/versions/2", method: HttpMethod.Delete);
        await (await gateway.AdminAsync(PolicyAdmin.Path + "instances/a/versions/2")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await gateway.PolicyAsync("instances/a/versions/2", method: HttpMethod.Delete)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        PolicyAdmin.NameAndVersion(await CreateAsync(gateway, "a", "NoOp")).ShouldBe("a@3");
    }

    [Fact]
    public async Task Validating_must_say_what_is_wrong_and_store_nothing()
    {
        var gateway = await GatewayAsync();
        using var response = await gateway.PolicyAsync("validate", """{ "policy": "StringReplacement", "config": { "pairs": 3 } }""");
        PolicyAdmin.Fields(await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "policy-refused")).ShouldBe(["StringReplacement: pairs"]);
        (await gateway.DoneAsync("validate", """{ "policy": "NoOp" }""")).GetProperty("policies")[0].GetProperty("policy").GetString().ShouldBe("NoOp");
        (await gateway.ReadAsync(PolicyAdmin.Path + "instances")).GetProperty("instances").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_only_JSON_can_hold_must_be_refused_or_kept_and_never_be_a_bug()
    {
        var gateway = await GatewayAsync();
        using var response = await gateway.PolicyAsync("create", """{ "name": "a", "policy": "StringReplacement", "config": { "pairs": [ { "find": "x\u0000", "replace": "" } ] } }""");
        ((HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity]).ShouldContain(response.StatusCode);
    }

    static Task<JsonElement> CreateAsync(TestGateway gateway, string name, string policy) => gateway.DoneAsync("create", $$"""{ "name": "{{name}}", "policy": "{{policy}}" }""");

    static string Told(JsonElement change) =>
        $"{change.GetProperty("action").GetString()} {Version(change.GetProperty("from"))}>{Version(change.GetProperty("to"))} {change.GetProperty("by").GetString()}";

    static string Version(JsonElement version) => version.ValueKind == JsonValueKind.Null ? "" : PolicyAdmin.NameAndVersion(version);

    async Task<TestGateway> GatewayAsync()
    {
        var folder = new ScratchFolder();
        return await StartAsync(folder, "", AdminAsking.Variable, await DatabaseAsync(folder));
    }
}

public sealed class SqliteInstancesSpec : InstancesSpec
{
    protected override Task<(string Name, string Value)> DatabaseAsync(ScratchFolder folder) => Task.FromResult(("DATABASE_URL", $"sqlite:{Path.Combine(folder.Path, "own.db")}"));
}

public sealed class PostgresInstancesSpec : InstancesSpec
{
    protected override async Task<(string Name, string Value)> DatabaseAsync(ScratchFolder folder) =>
        ("DATABASE_URL", await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
}
