using System.Net;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>Every path of the policy API: who may, what is unknown, what is not taken.</summary>
[Trait("Spec", "000-03g")]
public sealed class PolicyAccessSpec : GatewaySpec
{
    static readonly string[] Reads = ["list", "schema", "current", "instances", "instances/a", "instances/a/versions/1", "instances/a/diff", "history"];
    static readonly string[] Posts = ["validate", "create", "activate", "enable", "rollback", "deactivate"];
    static readonly string[] Deletes = ["instances/a", "instances/a/versions/1"];

    static readonly (HttpMethod Method, string Path)[] All =
        [.. Reads.Select(path => (HttpMethod.Get, path)), .. Posts.Select(path => (HttpMethod.Post, path)), .. Deletes.Select(path => (HttpMethod.Delete, path))];

    [Fact]
    public async Task Without_the_admin_key_every_path_must_be_refused()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var (method, path) in All)
            await (await gateway.AdminAsync(PolicyAdmin.Path + path, method, "Bearer wrong")).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_parameter_that_a_path_does_not_take_must_be_refused()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var (method, path) in All)
            await (await gateway.AdminAsync($"{PolicyAdmin.Path}{path}?unheard=1", method)).ProblemAsync(HttpStatusCode.BadRequest, "unknown-parameter");
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_take_must_be_refused()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var (_, path) in All)
            await (await gateway.AdminAsync(PolicyAdmin.Path + path, HttpMethod.Put)).ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Theory]
    [InlineData("GET", "instances/none", "")]
    [InlineData("GET", "instances/a%20b", "")]
    [InlineData("GET", "instances/none/versions/1", "")]
    [InlineData("GET", "instances/none/versions/x", "")]
    [InlineData("GET", "instances/none/diff?from=1&to=2", "")]
    [InlineData("DELETE", "instances/none", "")]
    [InlineData("DELETE", "instances/none/versions/1", "")]
    [InlineData("POST", "activate", """{ "name": "none" }""")]
    [InlineData("POST", "activate", """{ "name": "none", "version": 3 }""")]
    public async Task What_is_not_there_must_be_told(string method, string path, string body)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var response = await gateway.PolicyAsync(path, body, new HttpMethod(method));
        await response.ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("instances?limit=0", "limit")]
    [InlineData("history?limit=201", "limit")]
    [InlineData("history?cursor=x", "cursor")]
    [InlineData("instances/a?cursor=-1", "cursor")]
    [InlineData("instances/a/diff?to=1", "from")]
    [InlineData("instances/a/diff?from=1", "to")]
    public async Task A_parameter_that_breaks_its_rule_must_be_named(string path, string parameter)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var problem = await (await gateway.AdminAsync(PolicyAdmin.Path + path)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        problem.GetProperty("parameter").GetString().ShouldBe(parameter);
    }

    [Theory]
    [InlineData("rollback")]
    [InlineData("deactivate")]
    public async Task What_takes_no_body_must_refuse_one(string path)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var response = await gateway.PolicyAsync(path, """{ "version": 1 }""");
        await response.ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
    }
}
