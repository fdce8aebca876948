using System.Net;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>Making policies, making them active, and what is refused.</summary>
[Trait("Spec", "000-03g")]
public sealed class ActivationSpec : GatewaySpec
{
    [Fact]
    public async Task A_new_gateway_must_run_no_policy()
    {
        var current = await (await GatewayAsync()).CurrentAsync();
        current.GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);
        current.GetProperty("policies").GetArrayLength().ShouldBe(0);
        current.GetProperty("status").GetString().ShouldBe("healthy");
        current.GetProperty("source").GetString().ShouldBe("db");
    }

    [Fact]
    public async Task What_is_created_must_be_stored_and_not_run()
    {
        var gateway = await GatewayAsync();
        var made = await gateway.DoneAsync("create", """{ "name": "guard", "description": "for us", "policy": "SqlProtection", "config": { "readOnly": true } }""", actor: "ann\u0001");
        PolicyAdmin.NameAndVersion(made).ShouldBe("guard@1");
        made.GetProperty("isActive").GetBoolean().ShouldBeFalse();
        made.GetProperty("createdBy").GetString().ShouldBe("admin (ann)");
        made.GetProperty("description").GetString().ShouldBe("for us");
        made.GetProperty("policies")[0].GetProperty("config").GetProperty("readOnly").GetBoolean().ShouldBeTrue();
        (await gateway.RunningAsync()).ShouldBe("@0");
    }

    [Fact]
    public async Task What_is_activated_must_run_when_the_answer_comes()
    {
        var gateway = await GatewayAsync();
        await gateway.DoneAsync("create", """{ "name": "guard", "policy": "NoOp" }""");
        await gateway.DoneAsync("create", """{ "name": "guard", "policy": "AllCaps" }""");
        (await gateway.DoneAsync("activate", """{ "name": "guard", "version": 1 }""")).GetProperty("isActive").GetBoolean().ShouldBeTrue();
        (await gateway.RunningAsync()).ShouldBe("guard@1");
        await gateway.DoneAsync("activate", """{ "name": "guard" }""");
        (await gateway.RunningAsync()).ShouldBe("guard@2");
    }

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task Calls_must_run_under_what_is_active_when_they_begin(SimulatorApi api, bool stream)
    {
        var gateway = await GatewayAsync();
        var body = Asking.Body(api, stream, "sim/hello");
        (await AskedAsync(gateway, api, body)).ShouldContain("Hello");
        await gateway.EnableAsync("loud", "AllCaps");
        (await AskedAsync(gateway, api, body)).ShouldContain("HELLO");
    }

    [Fact]
    public async Task A_list_must_run_with_its_modes_and_failure_modes_in_order()
    {
        var gateway = await GatewayAsync();
        await gateway.DoneAsync("enable", """
            { "name": "house", "policies": [
                { "policy": "RegexRedaction", "name": "secrets", "config": { "sets": "Keys" }, "onFailure": "open" },
                { "policy": "AllCaps", "mode": "shadow" } ] }
            """);
        var stages = (await gateway.CurrentAsync()).GetProperty("policies").EnumerateArray().ToList();
        stages.Select(stage => (stage.GetProperty("policy").GetString(), stage.GetProperty("name").GetString(), stage.GetProperty("mode").GetString(), stage.GetProperty("onFailure").GetString()))
            .ShouldBe([("RegexRedaction", "secrets", "enforce", "open"), ("AllCaps", null, "shadow", null)]);
    }

    [Fact]
    [Trait("Spec", "000-04c")]
    public async Task A_policy_that_cannot_be_used_must_be_refused_by_field_and_the_one_before_stay()
    {
        var gateway = await GatewayAsync();
        await gateway.EnableAsync("good", "NoOp");
        using var response = await gateway.PolicyAsync("enable", """
            { "name": "bad", "policies": [
                { "policy": "StringReplacement", "config": { "pairs": [ { "find": 7, "replace": "x" } ] } },
                { "policy": "Unheard", "name": "second" },
                { "policy": "SqlProtection", "config": { "readonlyy": true } } ] }
            """);
        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "policy-refused");
        PolicyAdmin.Fields(problem).ShouldBe(["StringReplacement: pairs[0].find", "second: policy", "SqlProtection: readonlyy"]);
        (await gateway.RunningAsync()).ShouldBe("good@1");
        using var unknown = await gateway.PolicyAsync("activate", """{ "name": "bad" }""");
        await unknown.ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("""{ "name": "a b", "policy": "NoOp" }""", "name")]
    [InlineData("""{ "policy": "NoOp" }""", "name")]
    [InlineData("""{ "name": "a" }""", "policy")]
    [InlineData("""{ "name": "a", "policy": "NoOp", "policies": [] }""", "policy")]
    [InlineData("""{ "name": "a", "policies": [ { "policy": "NoOp" } ], "mode": "shadow" }""", "policies")]
    [InlineData("""{ "name": "a", "policies": [ null ] }""", "policies")]
    [InlineData("""{ "name": "a", "policy": "NoOp", "description": "x\u0007" }""", "description")]
    [InlineData("""{ "name": "a", "policy": "MultiSerial", "config": { } }""", "policies")]
    public async Task A_definition_that_says_too_little_or_too_much_must_be_refused_by_field(string body, string field)
    {
        using var response = await (await GatewayAsync()).PolicyAsync("create", body);
        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "policy-refused");
        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
    }

    [Theory]
    [InlineData("create", "")]
    [InlineData("create", "null")]
    [InlineData("create", "[]")]
    [InlineData("create", """{ "name": "a", "policy": "NoOp", "unheard": 1 }""")]
    [InlineData("create", """{ "name": "a", "name": "b", "policy": "NoOp" }""")]
    [InlineData("create", """{ "name": "a", "policy": "NoOp", "mode": 1 }""")]
    [InlineData("create", """{ "name": "a", "policies": [ { "policy": "NoOp", "on": 1 } ] }""")]
    [InlineData("activate", "{ }")]
    [InlineData("activate", """{ "name": "a", "version": "1" }""")]
    public async Task A_body_that_is_none_must_be_refused(string path, string body)
    {
        using var response = await (await GatewayAsync()).PolicyAsync(path, body);
        await response.ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
    }

    [Fact]
    public async Task A_body_that_is_too_long_must_be_refused()
    {
        using var response = await (await GatewayAsync()).PolicyAsync("create", $$"""{ "name": "a", "policy": "{{new string('x', 300_000)}}" }""");
        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    static async Task<string> AskedAsync(TestGateway gateway, SimulatorApi api, string body)
    {
        using var response = await gateway.AskAsync(api, body);
        return await response.Content.ReadAsStringAsync();
    }

    Task<TestGateway> GatewayAsync() => StartAsync("", AdminAsking.Variable);
}
