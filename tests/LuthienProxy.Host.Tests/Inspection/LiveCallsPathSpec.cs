using System.Net;
using System.Text.Json;
using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>GET /api/system/calls</c> and <c>/{id}</c>: what runs now, and what each stage makes of it.</summary>
public sealed class LiveCallsPathSpec : GatewaySpec
{
    const string Path = "/api/system/calls";

    [Theory]
    [EachFormat]
    public async Task A_running_stream_must_show_what_it_is_at_and_what_each_stage_made_of_it(SimulatorApi api)
    {
        var gateway = await StartAsync("luthien.journal.node = me", AdminAsking.Variable);
        await gateway.DoneAsync("enable", """{ "name": "house", "policy": "NoOp" }""");
        using var running = await RunningAsync(gateway, api);

        var list = await gateway.UntilAsync(Path + "?policy=house&stream=true", calls => calls.GetProperty("calls").EnumerateArray().Any(call => call.GetProperty("chunks_out").GetInt64() > 0));
        (Text(list, "node"), list.GetProperty("running").GetInt32(), list.GetProperty("matching").GetInt32(), list.GetProperty("next").ValueKind).ShouldBe(("me", 1, 1, JsonValueKind.Null));
        var call = list.GetProperty("calls")[0];
        (Text(call, "transaction_id"), Text(call, "model"), Text(call, "client")).ShouldBe((IdOf(running), "scripted", "127.0.0.1"));
        call.GetProperty("policy").GetRawText().ShouldBe("""{"name":"house","version":1}""");
        call.GetProperty("first_byte_ms").GetDouble().ShouldBeGreaterThan(0);
        (call.GetProperty("policy_stages").GetInt32(), call.GetProperty("policy_stage").ValueKind).ShouldBe((1, JsonValueKind.Null));
        var actor = await gateway.ReadAsync($"/api/system/actors?path=/user/gateway/transactions/{IdOf(running)}&calls=true");
        actor.GetProperty("root").GetProperty("call").EnumerateObject().Select(member => member.Name).ShouldBe(call.EnumerateObject().Select(member => member.Name));
        Text(actor.GetProperty("root").GetProperty("call"), "transaction_id").ShouldBe(IdOf(running));
        (await gateway.ReadAsync($"/api/system/actors?path=/user/gateway/transactions/{IdOf(running)}")).GetProperty("root").GetProperty("call").ValueKind.ShouldBe(JsonValueKind.Null);
        var detail = await gateway.ReadAsync($"{Path}/{IdOf(running)}");
        var stages = detail.GetProperty("stages").EnumerateArray().ToList();
        stages.Select(stage => Text(stage, "stage")).ShouldBe(["decode", "NoOp", "deliver"]);
        stages.ShouldAllBe(stage => stage.GetProperty("in").GetInt64() > 0 && stage.GetProperty("p50_ms").GetDouble() > 0 && stage.GetProperty("errors").GetInt32() == 0);
        detail.GetProperty("record").GetProperty("sequence").GetInt32().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Pages_must_hold_all_calls_once_and_filters_those_that_meet_them()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var first = await RunningAsync(gateway, SimulatorApi.Messages);
        using var second = await RunningAsync(gateway, SimulatorApi.ChatCompletions);
        using var third = await RunningAsync(gateway, SimulatorApi.Responses);

        var page = await gateway.ReadAsync(Path + "?limit=2");
        var rest = await gateway.ReadAsync($"{Path}?limit=2&cursor={Text(page, "next")}");

        Ids(page).Concat(Ids(rest)).Order().ShouldBe(new[] { IdOf(first), IdOf(second), IdOf(third) }.Order());
        Ids(await gateway.ReadAsync(Path + "?state=deciding")).ShouldBeEmpty();
        Ids(await gateway.ReadAsync(Path + "?older_ms=86400000")).ShouldBeEmpty();
        await (await gateway.AdminAsync(Path + "?state=open")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        await (await gateway.AdminAsync(Path + "?cursor=x")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
    }

    [Fact]
    public async Task A_call_that_runs_no_more_must_be_told_apart_from_one_that_never_was()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var over = await gateway.AskAsync(SimulatorApi.Messages);
        await over.Content.ReadAsByteArrayAsync();
        await gateway.EndedAsync(IdOf(over));

        await (await gateway.AdminAsync($"{Path}/{IdOf(over)}")).ProblemAsync(HttpStatusCode.Conflict, "call-ended");
        await (await gateway.AdminAsync($"{Path}/01a201a9ba8d752fbf217926f442c2a1")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    async Task<HttpResponseMessage> RunningAsync(TestGateway gateway, SimulatorApi api)
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        return await gateway.AskAsync(api, Asking.Body(api, stream: true));
    }

    static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("calls").EnumerateArray().Select(call => Text(call, "transaction_id"));

    static string IdOf(HttpResponseMessage answer) => answer.Headers.GetValues("X-Luthien-Transaction-Id").Single();

    static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;
}
