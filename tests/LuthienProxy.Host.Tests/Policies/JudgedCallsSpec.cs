using System.Net;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>Calls under a policy that asks a model: who asks, with which key, and what is on record.</summary>
public sealed class JudgedCallsSpec : GatewaySpec
{
    const string ServerKey = "sk-of-the-server";
    const string Guilty = """{"probability": 1, "explanation": "It deletes everything."}""";
    const string Innocent = """{"probability": 0, "explanation": "It only looks."}""";

    [Theory]
    [InlineData("anthropic", "/v1/messages")]
    [InlineData("openai", "/v1/chat/completions")]
    public async Task A_judge_must_get_the_servers_key_and_nothing_of_the_client(string upstream, string path)
    {
        var gateway = await JudgedAsync(upstream);
        Script(Guilty);
        var request = Asking.Request(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true));
        request.Headers.Add("X-Of-The-Client", "client-header");
        using var response = await gateway.Client.SendAsync(request);
        (await response.Content.ReadAsStringAsync()).ShouldContain("It deletes everything.");
        var judged = Upstream.Calls.Single(call => call.Request.Model == "judge-1").Request;
        judged.Path.ShouldBe(path);
        judged.Headers.Values.ShouldContain(value => value.Contains(ServerKey));
        judged.Headers.ShouldNotContain(header => header.Value.Contains(Asking.OwnKey) || header.Value.Contains("client-header"));
        judged.Json.GetRawText().ShouldNotContain("hi\"");
        // The call itself went with the client's own key, and the judge's question met no policy of its own.
        Upstream.Calls.Count.ShouldBe(2);
        Upstream.Calls[0].Request.Headers.ShouldContain(header => header.Value.Contains(Asking.OwnKey));
    }

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task Questions_must_be_on_record_with_the_call(SimulatorApi api, bool stream)
    {
        var gateway = await JudgedAsync("openai");
        Script(Innocent);
        using var response = await gateway.AskAsync(Asking.Request(api, Asking.Body(api, stream)));
        (await response.Content.ReadAsStringAsync()).ShouldContain("Bash");
        var id = response.Headers.GetValues("X-Luthien-Transaction-Id").Single();
        var judged = await JudgedEventAsync(gateway, id);
        judged.ShouldContain("judge-1");
        judged.ShouldNotContain(ServerKey);
    }

    [Fact]
    public async Task A_judge_without_a_key_of_the_server_must_be_refused_by_its_field()
    {
        var gateway = await StartAsync("", ("ADMIN_API_KEY", AdminAsking.Key));
        using var refused = await gateway.PolicyAsync("create", """{ "name": "guard", "policy": "SimpleToolCallJudge", "config": { "upstream": "openai", "model": "m" } }""");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        PolicyAdmin.Fields(JsonElement.Parse(await refused.Content.ReadAsStringAsync())).Single().ShouldEndWith("upstream");
    }

    [Fact]
    public async Task The_simulated_judge_must_need_no_key()
    {
        var gateway = await StartAsync("", ("ADMIN_API_KEY", AdminAsking.Key));
        await gateway.DoneAsync("enable", """{ "name": "guard", "policy": "SimpleToolCallJudge", "config": { "upstream": "simulator", "model": "sim/judge" } }""");
        (await CallsAsync(gateway, "rm -rf build")).ShouldBe(1);
        (await CallsAsync(gateway, "cat notes")).ShouldBe(2);
    }

    async Task<TestGateway> JudgedAsync(string upstream)
    {
        var gateway = await StartAsync("", ("ADMIN_API_KEY", AdminAsking.Key), ("OPENAI_API_KEY", ServerKey), ("ANTHROPIC_API_KEY", ServerKey));
        await gateway.DoneAsync("enable", $$"""{ "name": "guard", "policy": "SimpleToolCallJudge", "config": { "upstream": "{{upstream}}", "model": "judge-1" } }""");
        return gateway;
    }

    void Script(string verdict) => Upstream.Answers.Otherwise(request =>
        request.Model == "judge-1" ? ScriptedAnswer.Says(verdict) : ScriptedAnswer.Calls("Bash", """{"command":"rm -rf /"}"""));

    // Of the two calls that the simulator makes; the second one is harmless.
    static async Task<int> CallsAsync(TestGateway gateway, string command)
    {
        var model = $"sim/tools?tool=Bash&args={Uri.EscapeDataString(JsonSerializer.Serialize(new { command }))}";
        using var response = await gateway.AskAsync(Asking.Request(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: model)));
        return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("content").EnumerateArray().Count(block => block.GetProperty("type").GetString() == "tool_use");
    }

    static async Task<string> JudgedEventAsync(TestGateway gateway, string id)
    {
        var found = "";
        await PolicyAdmin.UntilAsync(async () =>
        {
            using var response = await gateway.AskAsync(AdminAsking.Request(gateway.Address, $"/debug/calls/{id}/events", HttpMethod.Get, "Bearer " + AdminAsking.Key));
            var text = await response.Content.ReadAsStringAsync();
            found = response.IsSuccessStatusCode ? Judged(JsonElement.Parse(text)) : "";
            return found.Length > 0;
        });
        return found;
    }

    static string Judged(JsonElement page) => page.GetProperty("events").EnumerateArray().Where(item => item.GetProperty("type").GetString() == "judge_called").Select(item => item.GetRawText()).FirstOrDefault() ?? "";
}
