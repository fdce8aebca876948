using System.Net;
using System.Text;
using System.Text.Json;
using Luthien.Actors;
using Microsoft.Extensions.DependencyInjection;
using Asking = LuthienProxy.Host.Tests.Support.Asking;

namespace LuthienProxy.Host.Tests.Interventions;

/// <summary><c>POST /api/system/actors/stop</c> and <c>/kill</c>: an administrator ends an actor.</summary>
public sealed class ActorInterventionSpec : GatewaySpec
{
    [Fact]
    public async Task An_actor_that_is_stopped_must_be_gone()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        System(gateway).ActorOf(Props.Create(() => new Idler()), "idler");

        var done = await DoneAsync(gateway, "stop", "/user/idler");

        Words(done).ShouldBe(("/user/idler", "stop", true, false));
        System(gateway).Find("/user/idler").ShouldBeNull();
    }

    [Fact]
    public async Task An_actor_that_is_killed_must_begin_anew_as_its_supervisor_decides_and_calls_go_on()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);

        Words(await DoneAsync(gateway, "kill", "/system/journal/writer-0")).ShouldBe(("/system/journal/writer-0", "kill", true, true));
        Words(await DoneAsync(gateway, "kill", "/user/gateway/transactions")).ShouldBe(("/user/gateway/transactions", "kill", true, true));

        using var answer = await gateway.AskAsync(SimulatorApi.Messages);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.EndedAsync(answer.Headers.GetValues("X-Luthien-Transaction-Id").Single())).GetProperty("call").GetProperty("state").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task A_calls_actor_that_is_killed_must_end_its_call_with_its_formats_error()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var running = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true));

        var done = await DoneAsync(gateway, "kill", "/user/gateway/transactions/" + running.Headers.GetValues("X-Luthien-Transaction-Id").Single());

        (done.GetProperty("has_happened").GetBoolean(), done.GetProperty("is_running").GetBoolean()).ShouldBe((true, false));
        (await running.Content.ReadAsStringAsync()).ShouldContain("The gateway failed in this call.");
    }

    [Fact]
    public async Task An_actor_that_is_stuck_must_hear_of_it_when_it_is_not()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        var stuck = System(gateway).ActorOf(Props.Create(() => new Stuck(entered, release)), "stuck");
        stuck.Tell("wait");
        await entered.Task;

        Words(await DoneAsync(gateway, "stop", "user/stuck/")).ShouldBe(("/user/stuck", "stop", false, true));
        release.Set();
        await gateway.UntilAsync("/api/system/actors", tree => !tree.GetRawText().Contains("\"stuck\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stop", "/user", HttpStatusCode.Conflict, "guardian")]
    [InlineData("kill", "/system/", HttpStatusCode.Conflict, "guardian")]
    [InlineData("kill", "/", HttpStatusCode.Conflict, "guardian")]
    [InlineData("stop", "/user/gateway", HttpStatusCode.Conflict, "actor-needed")]
    [InlineData("stop", "/user/gateway/transactions", HttpStatusCode.Conflict, "actor-needed")]
    [InlineData("stop", "/system/journal/writer-0", HttpStatusCode.Conflict, "actor-needed")]
    [InlineData("stop", "/user/nobody", HttpStatusCode.NotFound, "no-such-actor")]
    [InlineData("kill", "/deadLetters", HttpStatusCode.NotFound, "no-such-actor")]
    public async Task What_cannot_be_ended_must_be_refused_by_its_name(string action, string path, HttpStatusCode status, string problem)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);

        await (await AskAsync(gateway, action, $$"""{ "path": "{{path}}" }""")).ProblemAsync(status, problem);

        (await gateway.ReadAsync("/api/system/actors")).GetProperty("count").GetInt32().ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "path": null }""")]
    [InlineData("""{ "path": "/user/x", "force": true }""")]
    public async Task A_body_of_another_form_must_be_refused(string body)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);

        await (await AskAsync(gateway, "kill", body)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
    }

    static async Task<JsonElement> DoneAsync(TestGateway gateway, string action, string path)
    {
        using var answer = await AskAsync(gateway, action, $$"""{ "path": "{{path}}" }""");
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonElement.Parse(text);
    }

    static Task<HttpResponseMessage> AskAsync(TestGateway gateway, string action, string body)
    {
        var request = AdminAsking.Request(gateway.Address, "/api/system/actors/" + action, HttpMethod.Post, "Bearer " + AdminAsking.Key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return gateway.AskAsync(request);
    }

    static (string?, string?, bool, bool) Words(JsonElement done) =>
        (done.GetProperty("path").GetString(), done.GetProperty("action").GetString(), done.GetProperty("has_happened").GetBoolean(), done.GetProperty("is_running").GetBoolean());

    static ActorSystem System(TestGateway gateway) => gateway.App.Services.GetRequiredService<ActorSystem>();

    sealed class Idler : ActorBase
    {
        protected override ValueTask OnReceive(object message) => default;
    }

    sealed class Stuck(TaskCompletionSource entered, ManualResetEventSlim release) : ActorBase
    {
        protected override ValueTask OnReceive(object message)
        {
            entered.TrySetResult();
            release.Wait();
            return default;
        }
    }
}
