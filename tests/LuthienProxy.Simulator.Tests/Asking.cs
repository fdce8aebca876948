using System.Net.Http.Headers;
using System.Text;

namespace LuthienProxy.Simulator.Tests;

/// <summary>How the tests ask: one small request in each format.</summary>
static class Asking
{
    public static string PathOf(SimulatorApi api) => api switch
    {
        SimulatorApi.ChatCompletions => "/v1/chat/completions",
        SimulatorApi.Responses => "/v1/responses",
        _ => "/v1/messages",
    };

    public static HttpRequestMessage Request(SimulatorApi api, bool stream, string model = "sim/hello", string more = "")
    {
        var turn = api == SimulatorApi.Responses ? """
            "input":[{"role":"user","content":"hi"}]
            """ : """
            "messages":[{"role":"user","content":"hi"}]
            """;
        var body = $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},{{turn}}{{more}}}""";
        return new HttpRequestMessage(HttpMethod.Post, PathOf(api))
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
    }

    public static HttpClient Client(Func<SimulatorRequest, ScriptedAnswer> script) =>
        new(new SimulatorHandler(new SimulatedProvider(script))) { BaseAddress = new Uri("http://simulator") };

    public static async Task<IReadOnlyList<SseLines.Event>> StreamAsync(SimulatorApi api, ScriptedAnswer answer, string more = "")
    {
        using var client = Client(_ => answer);
        using var response = await client.SendAsync(Request(api, stream: true, more: more), HttpCompletionOption.ResponseHeadersRead);
        return SseLines.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    public static async Task<System.Text.Json.Nodes.JsonNode> BodyAsync(SimulatorApi api, ScriptedAnswer answer, string more = "")
    {
        using var client = Client(_ => answer);
        using var response = await client.SendAsync(Request(api, stream: false, more: more));
        return System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
