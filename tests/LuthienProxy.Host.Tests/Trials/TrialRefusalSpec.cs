using System.Net;
using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.Trials;

/// <summary>What keeps a trial from being asked is told, and then nothing was asked.</summary>
[Trait("Spec", "000-03f")]
public sealed class TrialRefusalSpec : GatewaySpec
{
    [Theory]
    [InlineData("""[{ "policy": "NoSuchPolicy" }]""")]
    [InlineData("""[{ "policy": "SqlProtection", "config": { "readonlyy": true } }]""")]
    [InlineData("""[{ "policy": "StringReplacement", "name": "one", "config": { "pairs": [] } }, { "policy": "SqlProtection", "name": "two", "config": { "x": 1 } }]""")]
    [InlineData("""[{ "policy": "SimpleToolCallJudge", "config": { "upstream": "openai", "model": "m" } }]""")]
    [InlineData("""[{ "policy": "SimpleToolCallJudge", "config": { "upstream": "nowhere", "model": "m" } }]""")]
    [InlineData("""[{ "policy": "MultiSerial", "config": { "policies": [{ "policy": "AllCaps", "config": { "a": 1 } }] } }]""")]
    [InlineData("""[{ "policy": "MultiSerial", "config": {} }]""")]
    [InlineData("[null]")]
    public async Task A_chain_that_cannot_be_used_must_be_refused_as_validating_it_does(string chain)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.EnableAsync("quiet", "NoOp");
        using var validated = await gateway.PolicyAsync("validate", $$"""{ "policies": {{chain}} }""");
        using var tried = await gateway.TryAsync(Trying.Body(chain));
        var problem = await tried.ProblemAsync(HttpStatusCode.UnprocessableEntity, "policy-refused");
        problem.GetRawText().ShouldBe((await validated.ProblemAsync(HttpStatusCode.UnprocessableEntity, "policy-refused")).GetRawText());
        problem.GetProperty("errors").GetArrayLength().ShouldBeGreaterThan(0);
        await NothingHappenedAsync(gateway);
        (await gateway.RunningAsync()).ShouldBe("quiet@1");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""not JSON""")]
    [InlineData("""{ "chain": null, "format": "openai-chat", "model": "m", "prompt": "p" }""")]
    [InlineData("""{ "chain": [], "format": "openai-chat", "model": "m" }""")]
    [InlineData("""{ "chain": [], "format": "openai-chat", "model": "m", "prompt": "p", "promptt": "p" }""")]
    [InlineData("""{ "chain": [{ "policy": "NoOp", "unheard": 1 }], "format": "openai-chat", "model": "m", "prompt": "p" }""")]
    public async Task A_body_that_is_none_must_be_refused(string body)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var response = await gateway.TryAsync(body);
        await response.ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        await NothingHappenedAsync(gateway);
    }

    [Theory]
    [InlineData("anthropic", "sim/hello", "Hello", "format")]
    [InlineData("openai-chat", "", "Hello", "model")]
    [InlineData("openai-chat", "a\nb", "Hello", "model")]
    [InlineData("openai-chat", "sim/hello", "", "prompt")]
    [InlineData("openai-chat", "sim/hello", " \n", "prompt")]
    [InlineData("openai-chat", "sim/hello", "more than twenty characters", "prompt")]
    public async Task What_breaks_a_rule_must_be_named(string format, string model, string prompt, string field)
    {
        var gateway = await StartAsync("luthien.policy.trials.max-prompt = 20", AdminAsking.Variable);
        using var response = await gateway.TryAsync(Trying.Body("[]", model, format, prompt));
        PolicyAdmin.Fields(await response.ProblemAsync(HttpStatusCode.BadRequest, "invalid-body")).ShouldBe([$": {field}"]);
        await NothingHappenedAsync(gateway);
    }

    [Fact]
    public async Task A_body_that_is_too_long_must_be_refused()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var response = await gateway.TryAsync(Trying.Body("[]", prompt: new string('x', 300_000)));
        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("anthropic-messages", "anthropic")]
    [InlineData("openai-chat", "openai")]
    [InlineData("openai-responses", "openai")]
    public async Task A_real_model_without_a_key_of_the_server_must_be_refused(string format, string upstream)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var response = await gateway.TryAsync(Trying.Body("[]", "a-real-model", format));
        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "trial-refused");
        PolicyAdmin.Fields(problem).ShouldBe([": model"]);
        problem.GetProperty("errors")[0].GetProperty("message").GetString().ShouldNotBeNull().ShouldContain($"upstreams.{upstream}.api-key");
        await NothingHappenedAsync(gateway);
    }

    [Fact]
    public async Task A_model_that_no_route_leads_to_must_be_refused()
    {
        var gateway = await StartAsync("""luthien.routes = [{ provider = openai, model = "known-*", upstreams = [openai] }]""", Trying.Keys);
        using var response = await gateway.TryAsync(Trying.Body("[]", "unknown", "openai-chat"));
        PolicyAdmin.Fields(await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "trial-refused")).ShouldBe([": model"]);
        await NothingHappenedAsync(gateway);
    }

    [Fact]
    public async Task Without_a_record_nothing_must_be_asked()
    {
        var gateway = await StartAsync("luthien.journal.enabled = off", Trying.Keys);
        using var response = await gateway.TryAsync(Trying.Body("[]", "a-real-model"));
        await response.ProblemAsync(HttpStatusCode.Conflict, "nothing-recorded");
        Upstream.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [Trait("Spec", "X-11")]
    public async Task Whoever_has_no_admin_key_must_try_nothing(string? authorization)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await (await gateway.AdminAsync(Trying.Path, HttpMethod.Post, authorization)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await NothingHappenedAsync(gateway);
    }

    [Fact]
    public async Task Neither_another_method_nor_a_parameter_must_be_taken()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await (await gateway.AdminAsync(Trying.Path)).ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        await (await gateway.AdminAsync(Trying.Path + "?a=1", HttpMethod.Post)).ProblemAsync(HttpStatusCode.BadRequest, "unknown-parameter");
    }

    async Task NothingHappenedAsync(TestGateway gateway)
    {
        Upstream.Calls.ShouldBeEmpty();
        (await gateway.ReadAsync("/debug/calls")).GetProperty("calls").GetArrayLength().ShouldBe(0);
    }
}
