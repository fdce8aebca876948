using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Simulator;

namespace LuthienProxy.Fixtures.Clients;

/// <summary>A client without a library: sends one request, keeps every byte of the answer, and judges all of it by the format's grammar (000-01).</summary>
/// <remarks>Thread-safe. It never repeats a request.</remarks>
public sealed class RawClient : IDisposable
{
    /// <summary>The credential it presents.</summary>
    public const string Key = "sk-client-of-the-test";

    // Generous: only an answer that never ends takes this long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    readonly HttpClient _http;

    /// <summary>A client of this base address.</summary>
    public RawClient(Uri address) => _http = new HttpClient { BaseAddress = address, Timeout = Patience };

    /// <summary>Asks a model something small and hears the answer out.</summary>
    public Task<HeardAnswer> AskAsync(SimulatorApi api, string model, bool stream) => AskAsync(api, ListenerFor(api).Request(model, stream));

    /// <summary>Sends a request's body as it is and hears the answer out.</summary>
    public async Task<HeardAnswer> AskAsync(SimulatorApi api, string body)
    {
        var listener = ListenerFor(api);
        using var request = Request(listener, body);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await HearAsync(listener, response);
    }

    /// <summary>Asks for a stream and returns when its head and first bytes have come; <see cref="OpenAnswer.RestAsync"/> hears the rest.</summary>
    public async Task<OpenAnswer> OpenAsync(SimulatorApi api, string model)
    {
        var listener = ListenerFor(api);
        using var request = Request(listener, listener.Request(model, stream: true));
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new OpenAnswer(() => HearAsync(listener, response), response);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    static HttpRequestMessage Request(IListener listener, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, listener.Path)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new("Bearer", Key);
        return request;
    }

    static async Task<HeardAnswer> HearAsync(IListener listener, HttpResponseMessage response)
    {
        var (body, isTorn) = await ReadAsync(response);
        var answer = new HeardAnswer
        {
            Status = (int)response.StatusCode,
            MediaType = response.Content.Headers.ContentType?.MediaType,
            Headers = response.Headers.ToImmutableDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            Body = body,
            IsTorn = isTorn,
            End = HeardEnd.Cut,
            Violations = [],
        };
        if (answer.Status != 200)
            return answer with { End = listener.IsError(LooseJson.Parse(body)) ? HeardEnd.Error : HeardEnd.Cut };
        return answer.MediaType == "text/event-stream" ? Stream(listener, answer) : Body(listener, answer);
    }

    static HeardAnswer Stream(IListener listener, HeardAnswer answer)
    {
        var hearing = new Hearing();
        foreach (var (name, data) in SseText.Events(answer.Body, (_, _) => { }))
            listener.HearEvent(name, data, hearing);
        return answer with { End = hearing.End, Text = hearing.Text, Calls = hearing.Calls, Violations = listener.CheckStream(answer.Body) };
    }

    static HeardAnswer Body(IListener listener, HeardAnswer answer)
    {
        var hearing = new Hearing();
        listener.HearBody(LooseJson.Parse(answer.Body), hearing);
        return answer with { End = hearing.End, Text = hearing.Text, Calls = hearing.Calls, Violations = listener.CheckBody(answer.Body) };
    }

    static async Task<(byte[] Body, bool IsTorn)> ReadAsync(HttpResponseMessage response)
    {
        using var body = new MemoryStream();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            await stream.CopyToAsync(body, limit.Token);
            return (body.ToArray(), false);
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            return (body.ToArray(), true);
        }
    }

    static IListener ListenerFor(SimulatorApi api) => api switch
    {
        SimulatorApi.ChatCompletions => new ChatListener(),
        SimulatorApi.Responses => new ResponsesListener(),
        _ => new AnthropicListener(),
    };
}
