using System.Net.Http.Headers;
using System.Text;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>How the tests ask: one small request in each format.</summary>
public static class Asking
{
    public const string OwnKey = "own-key-of-the-client";

    public static string PathOf(SimulatorApi api) => api switch
    {
        SimulatorApi.ChatCompletions => "/v1/chat/completions",
        SimulatorApi.Responses => "/v1/responses",
        _ => "/v1/messages",
    };

    /// <summary>A body; <paramref name="more"/> are further members, with a comma before each.</summary>
    public static string Body(SimulatorApi api, bool stream = false, string model = "scripted", string more = "")
    {
        var turn = api == SimulatorApi.Responses ? """
            "input":[{"role":"user","content":"hi"}]
            """ : """
            "max_tokens":64,"messages":[{"role":"user","content":"hi"}]
            """;
        return $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},{{turn}}{{more}}}""";
    }

    /// <summary>A request with a key of the client's own; null for none.</summary>
    public static HttpRequestMessage Request(SimulatorApi api, string? body = null, string? key = OwnKey, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, PathOf(api) + query)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? Body(api))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return request;
    }

    /// <summary>Sends and returns with the head, the body unread.</summary>
    public static Task<HttpResponseMessage> AskAsync(this TestGateway gateway, HttpRequestMessage request) =>
        gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    /// <summary>Sends one small request.</summary>
    public static Task<HttpResponseMessage> AskAsync(this TestGateway gateway, SimulatorApi api, string? body = null, string? key = OwnKey, string query = "") =>
        gateway.AskAsync(Request(api, body, key, query));
}
