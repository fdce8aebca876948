using System.Net;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Journal;

/// <summary>A call through the gateway, found again over the admin API: in the list, in detail, by its events, and beside itself. On each engine.</summary>
public abstract class RecordedCallsSpec : GatewaySpec
{
    /// <summary>The url of an empty database.</summary>
    protected abstract Task<string> DatabaseAsync();

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "000-07c")]
    [Trait("Spec", "000-07f")]
    public async Task A_call_must_be_found_in_the_list_in_detail_by_its_events_and_in_its_diff(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync();
        Upstream.Answers.Otherwise(ScriptedAnswer.Says("An unmistakable answer."));
        var (id, body) = await CallAsync(gateway, Asking.Body(api, stream), api);

        var detail = await gateway.EndedAsync(id);
        var call = detail.GetProperty("call");
        call.GetProperty("transaction_id").GetString().ShouldBe(id);
        call.GetProperty("state").GetString().ShouldBe("completed");
        call.GetProperty("status").GetInt32().ShouldBe(200);
        call.GetProperty("model").GetString().ShouldBe("scripted");
        call.GetProperty("path").GetString().ShouldBe(Asking.PathOf(api));
        call.GetProperty("is_stream").GetBoolean().ShouldBe(stream);
        call.GetProperty("bytes_delivered").GetInt64().ShouldBe(body.Length);
        detail.GetProperty("request").GetProperty("messages")[0].GetProperty("content")[0].GetProperty("text").GetString().ShouldBe("hi");
        detail.GetProperty("response").GetProperty("blocks")[0].GetProperty("text").GetString().ShouldBe("An unmistakable answer.");
        detail.GetProperty("gaps").GetArrayLength().ShouldBe(0);

        var listed = (await gateway.ReadAsync("/debug/calls")).GetProperty("calls").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("transaction_id").GetString().ShouldBe(id);

        var events = await gateway.ReadAsync($"/debug/calls/{id}/events?limit=200");
        events.GetProperty("is_ended").GetBoolean().ShouldBeTrue();
        events.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var sequence = events.GetProperty("events").EnumerateArray().ToList();
        sequence.Select(entry => entry.GetProperty("sequence").GetInt32()).ShouldBe(Enumerable.Range(1, sequence.Count));
        sequence.Select(entry => entry.GetProperty("type").GetString()).Take(4).ShouldBe(["opened", "request_received", "request_forwarded", "upstream_responded"]);
        sequence[^1].GetProperty("type").GetString().ShouldBe("completed");
        sequence.Count.ShouldBe(call.GetProperty("event_count").GetInt32());

        var diff = await gateway.ReadAsync($"/debug/calls/{id}/diff");
        diff.GetProperty("transaction_id").GetString().ShouldBe(id);
        diff.GetProperty("is_changed").GetBoolean().ShouldBeFalse();
        diff.GetProperty("request").GetProperty("messages")[0].GetProperty("change").GetString().ShouldBe("same");
        diff.GetProperty("response").GetProperty("blocks").EnumerateArray().ShouldAllBe(block => block.GetProperty("change").GetString() == "same");
    }

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "000-07c")]
    public async Task The_bytes_of_an_answer_must_be_counted_without_what_the_server_frames_them_with(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync();
        Upstream.Answers.Otherwise(ScriptedAnswer.Says(new string('x', 20_000)));
        var (id, body) = await CallAsync(gateway, Asking.Body(api, stream), api);
        (await gateway.EndedAsync(id)).GetProperty("call").GetProperty("bytes_delivered").GetInt64().ShouldBe(body.Length);
    }

    [Fact]
    [Trait("Spec", "000-07c")]
    public async Task What_is_not_there_must_be_404_what_is_no_id_400_and_without_the_key_401()
    {
        var gateway = await StartAsync();
        var unknown = new string('a', 32);
        foreach (var more in (string[])["", "/events", "/diff"])
        {
            await (await gateway.AdminAsync($"/debug/calls/{unknown}{more}")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
            var problem = await (await gateway.AdminAsync($"/debug/calls/{unknown.ToUpperInvariant()}{more}")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
            problem.GetProperty("parameter").GetString().ShouldBe("id");
            await (await gateway.AdminAsync($"/debug/calls/{unknown}{more}", authorization: null)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        }
        foreach (var more in (string[])["", "/export"])
            await (await gateway.AdminAsync($"/api/sessions/no-such-session{more}")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    [Trait("Spec", "000-07d")]
    public async Task The_list_must_be_newest_first_in_pages_that_neither_repeat_nor_hide_calls_while_others_come()
    {
        var gateway = await StartAsync();
        var ids = await CallsAsync(gateway, 7);
        var first = await gateway.ReadAsync("/debug/calls?limit=3");
        await CallsAsync(gateway, 2);
        var rest = await RestAsync(gateway, "/debug/calls?limit=3", first.GetProperty("next").GetString());
        // Ids sort by time; those of one millisecond among themselves by chance.
        Ids(first).Concat(rest).ShouldBe(ids.OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Spec", "000-07d")]
    public async Task Every_filter_must_narrow_the_list()
    {
        var gateway = await StartAsync();
        var (other, _) = await CallAsync(gateway, Asking.Body(SimulatorApi.ChatCompletions, model: "other"), SimulatorApi.ChatCompletions);
        Upstream.Answers.Then(ScriptedAnswer.Fails(429, "slow down"));
        var (refused, _) = await CallAsync(gateway, Asking.Body(SimulatorApi.Messages, model: "refused"), SimulatorApi.Messages, "the-session");
        await gateway.EndedAsync(other);
        await gateway.EndedAsync(refused);
        Ids(await gateway.ReadAsync("/debug/calls?model=other")).ShouldBe([other]);
        Ids(await gateway.ReadAsync("/debug/calls?status=429")).ShouldBe([refused]);
        Ids(await gateway.ReadAsync("/debug/calls?state=completed&status=200")).ShouldBe([other]);
        Ids(await gateway.ReadAsync("/debug/calls?session=the-session")).ShouldBe([refused]);
        Ids(await gateway.ReadAsync("/debug/calls?kind=turn")).ShouldBe([refused, other]);
        Ids(await gateway.ReadAsync("/debug/calls?intervened=true")).ShouldBeEmpty();
        Ids(await gateway.ReadAsync("/debug/calls?to=2020-01-01T00:00:00Z")).ShouldBeEmpty();
        Ids(await gateway.ReadAsync("/debug/calls?from=2020-01-01T00:00:00Z")).ShouldBe([refused, other]);
    }

    [Fact]
    [Trait("Spec", "X-05")]
    public async Task A_word_must_be_found_wherever_it_was_said()
    {
        var gateway = await StartAsync();
        Upstream.Answers.Then(ScriptedAnswer.Says("The heron lands."));
        var (answered, _) = await CallAsync(gateway, Asking.Body(SimulatorApi.Messages, stream: true), SimulatorApi.Messages);
        Upstream.Answers.Then(ScriptedAnswer.Calls("fetch", """{"bird":"kestrel"}"""));
        var (called, _) = await CallAsync(gateway, Asking.Body(SimulatorApi.Responses, stream: true), SimulatorApi.Responses);
        var (asked, _) = await CallAsync(gateway, """{"model":"m","messages":[{"role":"user","content":"Where is the Ouzel?"}]}""", SimulatorApi.ChatCompletions);
        const string Result = """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"a dunlin"}]}]}""";
        var (resulted, _) = await CallAsync(gateway, Result, SimulatorApi.Messages);
        foreach (var id in (string[])[answered, called, asked, resulted])
            await gateway.EndedAsync(id);
        Ids(await gateway.ReadAsync("/api/search?text=HERON")).ShouldBe([answered]);
        Ids(await gateway.ReadAsync("/api/search?text=kestrel")).ShouldBe([called]);
        Ids(await gateway.ReadAsync("/api/search?text=ouzel")).ShouldBe([asked]);
        Ids(await gateway.ReadAsync("/api/search?text=dunlin")).ShouldBe([resulted]);
        Ids(await gateway.ReadAsync("/debug/calls?text=heron%20lands")).ShouldBe([answered]);
        Ids(await gateway.ReadAsync("/api/search?text=heron%20dunlin")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_must_show_its_turns_without_repeating_the_history_and_tell_errands_apart()
    {
        var gateway = await StartAsync();
        Upstream.Answers.Then(ScriptedAnswer.Says("First answer.")).Then(ScriptedAnswer.Says("A title")).Then(ScriptedAnswer.Says("Second answer."));
        await TurnAsync(gateway, """{"role":"user","content":"One?"}""");
        await TurnAsync(gateway, """{"role":"user","content":"One?"}""", ""","output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"title":{"type":"string"}}}}}""");
        await TurnAsync(gateway, """{"role":"user","content":"One?"},{"role":"assistant","content":"First answer."},{"role":"user","content":"Two?"}""");
        var listed = (await gateway.ReadAsync("/api/sessions")).GetProperty("sessions").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("session_id").GetString().ShouldBe("the-session");
        listed.GetProperty("calls").GetInt32().ShouldBe(3);
        listed.GetProperty("turns").GetInt32().ShouldBe(2);

        var calls = (await gateway.ReadAsync("/api/sessions/the-session")).GetProperty("calls").EnumerateArray().ToList();
        calls.Select(call => call.GetProperty("call").GetProperty("kind").GetString()).ShouldBe(["turn", "title", "turn"]);
        Texts(calls[0].GetProperty("new_messages")).ShouldBe(["One?"]);
        Texts(calls[2].GetProperty("new_messages")).ShouldBe(["Two?"]);
        calls[2].GetProperty("response").GetProperty("blocks")[0].GetProperty("text").GetString().ShouldBe("Second answer.");
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("markdown")]
    public async Task A_session_must_be_exported_as_a_file_with_a_safe_name(string format)
    {
        var gateway = await StartAsync();
        Upstream.Answers.Then(ScriptedAnswer.Says("First answer."));
        await TurnAsync(gateway, """{"role":"user","content":"One?"}""");
        using var export = await gateway.AdminAsync($"/api/sessions/the-session/export?format={format}");
        export.StatusCode.ShouldBe(HttpStatusCode.OK);
        export.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        export.Content.Headers.ContentDisposition.FileName!.Trim('"').ShouldMatch("^[A-Za-z0-9._-]+$");
        export.Headers.GetValues("x-content-type-options").ShouldBe(["nosniff"]);
        var text = await export.Content.ReadAsStringAsync();
        text.ShouldContain("One?");
        text.ShouldContain("First answer.");
    }

    [Fact]
    public async Task An_export_as_JSON_lines_must_hold_the_session_and_each_of_its_calls()
    {
        var gateway = await StartAsync();
        await TurnAsync(gateway, """{"role":"user","content":"One?"}""");
        await TurnAsync(gateway, """{"role":"user","content":"Two?"}""");
        using var export = await gateway.AdminAsync("/api/sessions/the-session/export");
        var lines = (await export.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Count.ShouldBe(3);
        lines[0].GetProperty("session_id").GetString().ShouldBe("the-session");
        lines.Skip(1).SelectMany(line => Texts(line.GetProperty("new_messages"))).ShouldBe(["One?", "Two?"]);
    }

    async Task<TestGateway> StartAsync() => await StartAsync("", AdminAsking.Variable, ("DATABASE_URL", await DatabaseAsync()));

    static async Task<(string Id, byte[] Body)> CallAsync(TestGateway gateway, string body, SimulatorApi api, string? session = null)
    {
        using var request = Asking.Request(api, body);
        request.Headers.TryAddWithoutValidation(session is null ? "x-nothing" : "x-claude-code-session-id", session ?? "");
        using var response = await gateway.AskAsync(request);
        return (response.Headers.GetValues("X-Luthien-Transaction-Id").Single(), await response.Content.ReadAsByteArrayAsync());
    }

    async Task<List<string>> CallsAsync(TestGateway gateway, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
            ids.Add((await CallAsync(gateway, Asking.Body(SimulatorApi.Messages), SimulatorApi.Messages)).Id);
        foreach (var id in ids)
            await gateway.EndedAsync(id);
        return ids;
    }

    /// <summary>The ids of all pages from a cursor on; each page keeps to the limit.</summary>
    static async Task<List<string?>> RestAsync(TestGateway gateway, string list, string? cursor)
    {
        var ids = new List<string?>();
        while (cursor is not null)
        {
            var page = await gateway.ReadAsync($"{list}&cursor={cursor}");
            Ids(page).Count.ShouldBeLessThanOrEqualTo(3);
            ids.AddRange(Ids(page));
            cursor = page.GetProperty("next").GetString();
        }
        return ids;
    }

    static async Task TurnAsync(TestGateway gateway, string messages, string more = "")
    {
        var (id, _) = await CallAsync(gateway, $$"""{"model":"m","max_tokens":64,"stream":true,"messages":[{{messages}}]{{more}}}""", SimulatorApi.Messages, "the-session");
        await gateway.EndedAsync(id);
    }

    static List<string?> Ids(JsonElement page) => [.. page.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("transaction_id").GetString())];

    static IEnumerable<string?> Texts(JsonElement messages) =>
        messages.EnumerateArray().SelectMany(message => message.GetProperty("content").EnumerateArray()).Select(piece => piece.GetProperty("text").GetString());
}
