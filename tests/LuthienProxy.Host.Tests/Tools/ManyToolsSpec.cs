namespace LuthienProxy.Host.Tests.Tools;

/// <summary>However many tools an answer calls, the client gets these calls, whole, in their order.</summary>
[Trait("Spec", "000-02")]
public sealed class ManyToolsSpec : GatewaySpec
{
    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "000-02a")]
    [Trait("Spec", "I-04")]
    [Trait("Spec", "I-09")]
    public async Task One_to_eight_tool_calls_must_arrive_as_they_were_made(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync();
        for (var count = 1; count <= 8; count++)
        {
            var tools = Enumerable.Range(1, count).Select(i => ($"tool_{i}", $$$"""{"path":"/src/{{{i}}}.cs","deep":{"list":[{{{i}}},"ü \"q\" \\"]}}""")).ToList();
            Upstream.Answers.Then(ScriptedAnswer.Of([new AnswerPart.Text("Let me see."), .. tools.Select(tool => AnswerPart.ToolCall.Fragmented(tool.Item1, tool.Item2))]));
            var answer = await (await gateway.AskAsync(api, Asking.Body(api, stream))).Content.ReadAsByteArrayAsync();
            DeliveredTools.Of(api, stream, answer).ShouldBe(tools.Select(tool => $"{tool.Item1} {System.Text.Json.Nodes.JsonNode.Parse(tool.Item2)!.ToJsonString()}"), $"{count} tools");
        }
    }

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "000-02c")]
    [Trait("Spec", "I-36")]
    public async Task Arguments_that_are_no_JSON_must_arrive_as_they_are(SimulatorApi api, bool stream)
    {
        Upstream.Answers.Then(ScriptedAnswer.Calls("broken", "{\"a\":"));
        var gateway = await StartAsync();
        var response = await gateway.AskAsync(api, Asking.Body(api, stream));
        ((int)response.StatusCode).ShouldBeOneOf(200, 502);
        await response.Content.ReadAsByteArrayAsync();
    }
}
