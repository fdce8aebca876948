using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Cli.Answers;

namespace LuthienProxy.Cli.Connection;

/// <summary>One gateway's admin API. For one command at a time.</summary>
/// <remarks>Every failure is a <see cref="PbmException"/> with its exit code.</remarks>
sealed class NodeClient : IDisposable
{
    /// <summary>An answer may have so many bytes; more is not read.</summary>
    const int MostBytes = 64 * 1024 * 1024;

    readonly HttpClient _http;
    readonly NodeAddress _address;
    readonly TimeSpan _timeout;
    readonly string _person;

    public NodeClient(NodeAddress address, string? token, TimeSpan timeout, string person)
    {
        (_address, _timeout) = (address, timeout);
        // A header holds nothing else.
        _person = string.Concat(person.Select(c => char.IsAscii(c) && !char.IsControl(c) ? c : '?'));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = timeout, AutomaticDecompression = DecompressionMethods.All };
        if (address.Socket is { } socket)
            handler.ConnectCallback = (_, cancellation) => ConnectAsync(socket, cancellation);
        _http = new HttpClient(handler) { BaseAddress = address.Base, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("pbm");
        if (token is { Length: > 0 })
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Reads what a path answers.</summary>
    public Task<NodeAnswer> GetAsync(string path, CancellationToken cancellation) => AskAsync(HttpMethod.Get, path, body: null, cancellation);

    /// <summary>Changes something.</summary>
    public Task<NodeAnswer> PostAsync(string path, JsonNode? body, CancellationToken cancellation) => AskAsync(HttpMethod.Post, path, body, cancellation);

    /// <summary>What this gateway can be asked for; null when it is of a release that does not say.</summary>
    async Task<Manifest?> ManifestAsync(CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, "/api/system/manifest", body: null);
        using var response = await _http.SendAsync(request, cancellation);
        return response.IsSuccessStatusCode ? (await NodeAnswer.ReadAsync(response, cancellation)).As(ApiAnswers.Default.Manifest) : null;
    }

    /// <summary>Reads a path that also answers something when it refuses, as probes do: whatever the status is.</summary>
    public async Task<NodeAnswer> ProbeAsync(string path, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, path, body: null);
        return await InTimeAsync(request, async (response, inTime) => await NodeAnswer.ReadAsync(response, inTime), cancellation);
    }

    /// <summary>Opens a stream of events; it goes on until it ends or <paramref name="cancellation"/> says so. Only its beginning has to come in time.</summary>
    public Task<NodeStream> OpenAsync(string path, CancellationToken cancellation)
    {
        var request = Request(HttpMethod.Get, path, body: null);
        request.Headers.Accept.ParseAdd("text/event-stream");
        return OpenAsync(request, cancellation);
    }

    /// <summary>Asks for something that is answered line by line. Only the answer's beginning has to come in time.</summary>
    public Task<NodeStream> OpenAsync(string path, JsonNode body, CancellationToken cancellation) => OpenAsync(Request(HttpMethod.Post, path, body), cancellation);

    async Task<NodeStream> OpenAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        inTime.CancelAfter(_timeout);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, inTime.Token);
            await RefuseFailureAsync(response, inTime.Token);
            return new NodeStream(request, response);
        }
        catch (Exception failure) when (IsFailure(failure, cancellation))
        {
            request.Dispose();
            throw Told(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    async Task<NodeAnswer> AskAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellation)
    {
        using var request = Request(method, path, body);
        return await InTimeAsync(request, async (response, inTime) =>
        {
            await RefuseFailureAsync(response, inTime);
            return await NodeAnswer.ReadAsync(response, inTime);
        }, cancellation);
    }

    async Task<NodeAnswer> InTimeAsync(HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<NodeAnswer>> read, CancellationToken cancellation)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        inTime.CancelAfter(_timeout);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, inTime.Token);
            return await read(response, inTime.Token);
        }
        catch (Exception failure) when (IsFailure(failure, cancellation))
        {
            throw Told(failure);
        }
    }

    HttpRequestMessage Request(HttpMethod method, string path, JsonNode? body)
    {
        var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Get)
            return request;
        // Who it was stands in the history.
        request.Headers.TryAddWithoutValidation("X-Luthien-Actor", _person);
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }

    async Task RefuseFailureAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
            return;
        var answer = await NodeAnswer.ReadAsync(response, cancellation);
        response.Dispose();
        if (answer.IsNoSuchPath)
            throw new PbmException(ExitCode.Failed, ManifestText.Missing(response.RequestMessage!, await ManifestAsync(cancellation)));
        var refused = answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        throw new PbmException(refused ? ExitCode.Refused : ExitCode.Failed, refused ? $"{answer.Complaint} {Hint}" : answer.Complaint, status: answer.Status);
    }

    const string Hint = "Name the admin key with --token-file or PBM_TOKEN; the gateway keeps it in data/admin-key unless ADMIN_API_KEY is set.";

    // What the person cancelled is none.
    static bool IsFailure(Exception failure, CancellationToken cancellation) =>
        failure is HttpRequestException or IOException or SocketException or JsonException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    PbmException Told(Exception failure) => failure switch
    {
        OperationCanceledException => new(ExitCode.TimedOut, $"{_address} did not answer within {_timeout.TotalSeconds:0.#} s.", failure),
        JsonException => new(ExitCode.Failed, $"{_address} answers, but not as a gateway does.", failure),
        _ => new(ExitCode.NoConnection, $"No gateway answers at {_address}: {failure.GetBaseException().Message}", failure),
    };

    static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        // What the system says then is that it cannot assign an address.
        if (!Path.Exists(path))
            throw new FileNotFoundException("there is no such socket.");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        NetworkStream? stream = null;
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return stream = new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (stream is null)
                socket.Dispose();
        }
    }
}
