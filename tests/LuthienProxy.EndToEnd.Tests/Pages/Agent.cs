using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Something that calls models through a gateway, in words of its own. Thread-safe.</summary>
public sealed class Agent : IDisposable
{
    const string IdHeader = "X-Luthien-Transaction-Id";

    static readonly JsonSerializerOptions AsIs = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly HttpClient _http;

    /// <summary>One of the gateway at this address.</summary>
    public Agent(Uri address)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk-client-of-the-test");
    }

    /// <summary>Says something to a model in Anthropic's format and hears the answer out.</summary>
    /// <returns>The call's transaction id.</returns>
    public Task<string> SayAsync(string model, string prompt, string? session = null, bool stream = true) => SendAsync("/v1/messages", Messages(model, stream, Said("user", prompt)), session);

    /// <summary>Sends any request and hears the answer out.</summary>
    /// <returns>The call's transaction id.</returns>
    public async Task<string> SendAsync(string path, object body, string? session = null)
    {
        using var response = await BeginAsync(path, body, session);
        await response.Content.ReadAsByteArrayAsync();
        return IdOf(response);
    }

    /// <summary>Sends any request; answers when the head of the answer is there.</summary>
    public async Task<HttpResponseMessage> BeginAsync(string path, object body, string? session = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(JsonSerializer.Serialize(body, AsIs), Encoding.UTF8, "application/json") };
        if (session is not null)
            request.Headers.Add("x-session-id", session);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The transaction id that an answer names.</summary>
    public static string IdOf(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.Headers.GetValues(IdHeader).Single();
    }

    /// <summary>A request in Anthropic's format.</summary>
    public static Dictionary<string, object> Messages(string model, bool stream, params object[] messages) => new() { ["model"] = model, ["max_tokens"] = 500, ["stream"] = stream, ["messages"] = messages };

    /// <summary>A message.</summary>
    public static object Said(string role, object content) => new { role, content };

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
