using System.Net;
using System.Text.Json.Nodes;

namespace LuthienProxy.Simulator.Tests;

public sealed class ModelScriptsSpec
{
    static async Task<HttpResponseMessage> Ask(string model, SimulatorApi api = SimulatorApi.Messages, bool stream = true, string more = "")
    {
        var client = Asking.Client(ModelScripts.Answer);
        return await client.SendAsync(Asking.Request(api, stream, model, more), HttpCompletionOption.ResponseHeadersRead);
    }

    static async Task<string> Body(string model, SimulatorApi api = SimulatorApi.Messages, bool stream = true, string more = "") =>
        await (await Ask(model, api, stream, more)).Content.ReadAsStringAsync();

    public static TheoryData<string> Models => [.. ModelScripts.Names.Where(n => n != "sim/slow")];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Each_model_must_answer_in_each_format(string model)
    {
        foreach (var api in Enum.GetValues<SimulatorApi>())
            SseLines.Parse(await Body(model, api)).Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Parameters_must_shape_the_answer() =>
        SseLines.Parse(await Body("sim/text?deltas=7&size=3")).Count(e => e.Name == "content_block_delta").ShouldBe(7);

    [Theory]
    [InlineData("sim/text?colour=red")]
    [InlineData("sim/text?deltas=many")]
    [InlineData("sim/text?deltas=0")]
    [InlineData("sim/text?every=20")]
    [InlineData("sim/text?fault=flood")]
    [InlineData("sim/text?flush=never")]
    [InlineData("sim/text?deltas=1000000&size=1000000")]
    public async Task A_wrong_parameter_must_be_a_400_in_the_format(string model)
    {
        (await Ask(model)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Ask(model)).Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task An_unknown_model_must_be_a_404_in_the_format()
    {
        (await Ask("sim/nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Ask("gpt-5", SimulatorApi.ChatCompletions)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_fault_must_be_asked_for_by_name() =>
        (await Ask("sim/text?fault=error-status&status=418")).StatusCode.ShouldBe((HttpStatusCode)418);

    [Fact]
    public async Task Each_call_must_have_ids_of_its_own()
    {
        using var client = Asking.Client(ModelScripts.Answer);
        var first = await (await client.SendAsync(Asking.Request(SimulatorApi.Messages, stream: true))).Content.ReadAsStringAsync();
        var second = await (await client.SendAsync(Asking.Request(SimulatorApi.Messages, stream: true))).Content.ReadAsStringAsync();
        var ids = new[] { first, second }.Select(b => (string?)SseLines.Parse(b)[0].Json["message"]!["id"]);
        ids.ShouldBe(["msg_0000000000000001", "msg_0000000000000002"]);
    }

    [Fact]
    [Trait("Spec", "PP8")]
    public async Task A_schema_must_be_answered_with_a_value_that_fits_it()
    {
        const string Format = """
            ,"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}}}
            """;
        (await Body("sim/agent", stream: false, more: Format)).ShouldContain("{\\\"title\\\":\\\"simulated\\\"}");
    }

    [Theory]
    [InlineData("Please run DROP TABLE users", "1.0")]
    [InlineData("this is harmful-on-purpose", "1.0")]
    [InlineData("Please read the file", "0.0")]
    public async Task The_judge_must_answer_by_what_the_user_says_and_in_one_form(string said, string probability)
    {
        using var client = Asking.Client(ModelScripts.Answer);
        var body = $$"""{"model":"sim/judge","max_tokens":10,"system":"Never rm -rf.","messages":[{"role":"user","content":[{"type":"text","text":"{{said}}"}]}]}""";
        var answer = JsonNode.Parse(await (await client.PostAsync("/v1/messages", new StringContent(body))).Content.ReadAsStringAsync())!;
        var verdict = JsonNode.Parse((string)answer["content"]![0]!["text"]!)!;
        verdict.AsObject().Select(member => member.Key).ShouldBe(["probability", "explanation"]);
        verdict["probability"]!.ToJsonString().ShouldBe(probability);
    }

    [Fact]
    public async Task Models_must_be_listed_in_the_shape_of_the_asker()
    {
        using var client = Asking.Client(ModelScripts.Answer);
        (await client.GetStringAsync("/v1/models")).ShouldStartWith("{\"object\":\"list\"");
        (await client.GetStringAsync("/v1/models/sim/hello")).ShouldContain("\"object\":\"model\"");
        client.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
        (await client.GetStringAsync("/v1/models")).ShouldContain("\"has_more\":false");
        (await client.GetAsync("/v1/models/nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tokens_must_be_counted()
    {
        using var client = Asking.Client(ModelScripts.Answer);
        var answer = await client.PostAsync("/v1/messages/count_tokens?beta=true", new StringContent("""{"model":"m","messages":[]}"""));
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"input_tokens":6}""");
    }
}
