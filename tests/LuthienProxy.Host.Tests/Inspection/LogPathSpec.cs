using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>/api/system/log…</c> and <c>/api/system/journal/stream</c>: what a gateway says and records, looked at from outside.</summary>
public sealed class LogPathSpec : GatewaySpec
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // The word keeps the test's gateway from being silent.
    const string Logged = "luthien.log.level = information";

    [Fact]
    public async Task The_latest_lines_must_be_read_and_hold_no_key()
    {
        var gateway = await StartAsync(Logged, AdminAsking.Variable, ("PROXY_API_KEY", "a-client-key"));
        await gateway.DoneAsync("create", """{ "name": "guard", "policy": "NoOp" }""");
        var log = await gateway.ReadAsync("/api/system/log?limit=1000");
        var messages = log.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("message").GetString()!).ToList();
        messages.ShouldContain(message => message.Contains("createPolicy"));
        messages.ShouldAllBe(message => !message.Contains(AdminAsking.Key) && !message.Contains("a-client-key"));
        (log.GetProperty("level").GetString(), log.GetProperty("usual_level").GetString()).ShouldBe(("information", "information"));
        (await gateway.ReadAsync("/api/system/log?level=fatal")).GetProperty("lines").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_level_must_hold_from_the_answer_on_and_be_told()
    {
        var gateway = await StartAsync(Logged, AdminAsking.Variable);
        using var set = await gateway.AdminAsync("/api/system/log/level?level=error&for_ms=600000", HttpMethod.Post);
        set.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = JsonElement.Parse(await set.Content.ReadAsStringAsync());
        (answer.GetProperty("level").GetString(), answer.GetProperty("before").GetString()).ShouldBe(("error", "information"));
        var last = (await gateway.ReadAsync("/api/system/log")).GetProperty("lines").EnumerateArray().Last().GetProperty("number").GetInt64();
        await gateway.DoneAsync("create", """{ "name": "guard", "policy": "NoOp" }""");
        var log = await gateway.ReadAsync("/api/system/log");
        log.GetProperty("lines").EnumerateArray().Last().GetProperty("number").GetInt64().ShouldBe(last);
        log.GetProperty("until").ValueKind.ShouldBe(JsonValueKind.String);
        (await gateway.ReadAsync("/api/system/changes?action=setLogLevel")).GetProperty("changes")[0].GetProperty("detail").GetProperty("level").GetString().ShouldBe("error");
    }

    [Fact]
    public async Task A_level_that_is_none_must_be_refused()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var loud = await gateway.AdminAsync("/api/system/log/level?level=loud", HttpMethod.Post);
        await loud.ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        using var none = await gateway.AdminAsync("/api/system/log/level", HttpMethod.Post);
        await none.ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
    }

    [Fact]
    public async Task Lines_must_come_to_whoever_watches()
    {
        var gateway = await StartAsync(Logged, AdminAsking.Variable);
        await using var events = await WatchAsync(gateway, "/api/system/log/stream");
        await gateway.DoneAsync("create", """{ "name": "guard", "policy": "NoOp" }""");
        var line = await NextAsync(events, "log", json => json.GetProperty("message").GetString()!.Contains("createPolicy"));
        line.GetProperty("level").GetString().ShouldBe("information");
    }

    [Fact]
    public async Task What_comes_to_the_record_must_come_to_whoever_watches_to_its_last_event()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await using var events = await WatchAsync(gateway, "/api/system/journal/stream");
        using var answer = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: "sim/hello"));
        var id = answer.Headers.GetValues("X-Luthien-Transaction-Id").Single();
        var first = await NextAsync(events, "recorded", json => json.GetProperty("transaction_id").GetString() == id);
        (first.GetProperty("type").GetString(), first.GetProperty("sequence").GetInt32()).ShouldBe(("opened", 1));
        var last = await NextAsync(events, "recorded", json => json.GetProperty("type").GetString() == "completed");
        (last.GetProperty("transaction_id").GetString(), last.GetProperty("receipt").GetString()).ShouldBe((id, "committed"));
        last.GetProperty("sequence").GetInt32().ShouldBe((await gateway.EndedAsync(id)).GetProperty("call").GetProperty("event_count").GetInt32());
    }

    [Theory]
    [InlineData("/api/system/log/stream")]
    [InlineData("/api/system/journal/stream")]
    public async Task A_stream_must_not_hold_up_the_end_of_the_gateway(string path)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await using var events = await WatchAsync(gateway, path);
        await gateway.App.StopAsync().WaitAsync(Patience);
    }

    static async Task<IAsyncEnumerator<SseItem<string>>> WatchAsync(TestGateway gateway, string path)
    {
        var response = await gateway.AdminAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
    }

    static async Task<JsonElement> NextAsync(IAsyncEnumerator<SseItem<string>> events, string type, Func<JsonElement, bool> holds)
    {
        while (await events.MoveNextAsync().AsTask().WaitAsync(Patience))
        {
            var json = JsonElement.Parse(events.Current.Data);
            if (events.Current.EventType == type && holds(json))
                return json;
        }
        throw new InvalidOperationException("The stream ended.");
    }
}
