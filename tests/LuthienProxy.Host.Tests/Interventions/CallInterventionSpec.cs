using System.Net;
using System.Text.Json;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Host.Tests.Interventions;

/// <summary><c>POST /api/system/calls/{id}/stop</c> and <c>/kill</c>: an administrator ends a running call.</summary>
public sealed class CallInterventionSpec : GatewaySpec
{
    [Theory]
    [EachFormat]
    public async Task A_stream_that_is_killed_must_end_validly_at_its_client_and_its_record_say_who_did_it(SimulatorApi api)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var running = await RunningAsync(gateway, api);

        var ended = await EndAsync(gateway, $"{IdOf(running)}/kill");

        (ended.GetProperty("transaction_id").GetString(), ended.GetProperty("action").GetString(), ended.GetProperty("has_ended").GetBoolean()).ShouldBe((IdOf(running), "kill", true));
        var got = await running.Content.ReadAsByteArrayAsync();
        Violations(api, got).ShouldBeEmpty();
        System.Text.Encoding.UTF8.GetString(got).ShouldContain("admin (Ada)");
        var call = (await gateway.EndedAsync(IdOf(running))).GetProperty("call");
        (call.GetProperty("state").GetString(), call.GetProperty("error_code").GetString()).ShouldBe(("interrupted", "ended_by_administrator"));
        call.GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("admin (Ada)");
    }

    [Theory]
    [EachFormat]
    public async Task A_stream_that_is_stopped_must_end_validly_too(SimulatorApi api)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var running = await RunningAsync(gateway, api);

        (await EndAsync(gateway, $"{IdOf(running)}/stop?grace_ms=20")).GetProperty("has_ended").GetBoolean().ShouldBeTrue();

        Violations(api, await running.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        (await gateway.EndedAsync(IdOf(running))).GetProperty("call").GetProperty("state").GetString().ShouldBe("interrupted");
    }

    [Fact]
    public async Task A_call_that_has_ended_must_be_told_apart_from_one_that_never_was()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var over = await gateway.AskAsync(SimulatorApi.Messages);
        await over.Content.ReadAsByteArrayAsync();
        await gateway.EndedAsync(IdOf(over));

        await (await AskAsync(gateway, $"{IdOf(over)}/kill")).ProblemAsync(HttpStatusCode.Conflict, "call-ended");
        await (await AskAsync(gateway, "01a201a9ba8d752fbf217926f442c2a1/stop")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await AskAsync(gateway, "nothing/kill")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        await (await AskAsync(gateway, $"{IdOf(over)}/stop?grace_ms=60001")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        await (await AskAsync(gateway, $"{IdOf(over)}/kill", """{ "why": "so" }""")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
    }

    [Fact]
    public async Task A_call_that_another_node_runs_must_be_told_of_with_the_name_of_that_node()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = ("DATABASE_URL", await server.CreateDatabaseAsync());
        var one = await StartAsync("luthien.journal.node = one", AdminAsking.Variable, database);
        var other = await StartAsync("luthien.journal.node = other", AdminAsking.Variable, database);
        using var running = await RunningAsync(other, SimulatorApi.Messages);
        await one.UntilAsync("/debug/calls", calls => calls.GetProperty("calls").GetArrayLength() == 1);

        var problem = await (await AskAsync(one, $"{IdOf(running)}/kill")).ProblemAsync(HttpStatusCode.Conflict, "runs-elsewhere");

        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("'other'");
        (await EndAsync(other, $"{IdOf(running)}/kill")).GetProperty("has_ended").GetBoolean().ShouldBeTrue();
    }

    async Task<HttpResponseMessage> RunningAsync(TestGateway gateway, SimulatorApi api)
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        return await gateway.AskAsync(api, Asking.Body(api, stream: true));
    }

    static async Task<JsonElement> EndAsync(TestGateway gateway, string path)
    {
        using var answer = await AskAsync(gateway, path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonElement.Parse(text);
    }

    static Task<HttpResponseMessage> AskAsync(TestGateway gateway, string path, string? body = null)
    {
        var request = AdminAsking.Request(gateway.Address, "/api/system/calls/" + path, HttpMethod.Post, "Bearer " + AdminAsking.Key);
        request.Headers.Add("X-Luthien-Actor", "Ada");
        request.Content = body is null ? null : new StringContent(body);
        return gateway.AskAsync(request);
    }

    static string IdOf(HttpResponseMessage answer) => answer.Headers.GetValues("X-Luthien-Transaction-Id").Single();

    static IReadOnlyList<GrammarViolation> Violations(SimulatorApi api, byte[] stream) => api switch
    {
        SimulatorApi.ChatCompletions => ChatGrammar.CheckStream(stream),
        SimulatorApi.Responses => ResponsesGrammar.CheckStream(stream),
        _ => AnthropicGrammar.CheckStream(stream),
    };
}
