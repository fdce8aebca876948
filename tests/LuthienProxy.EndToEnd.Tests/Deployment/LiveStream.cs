using System.Text;
using System.Text.Json.Nodes;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.Deployment;

/// <summary>A stream of server-sent events, read line by line as they come.</summary>
sealed class LiveStream : IDisposable
{
    const string DataPrefix = "data: ";

    // Generous: only a line that never comes takes this long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly HttpClient _http;
    readonly CancellationTokenSource _limit = new(Patience);
    StreamReader? _reader;

    LiveStream(Uri address, string key)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    /// <summary>Opens a model's answer.</summary>
    public static Task<LiveStream> AskAsync(Uri address, string path, string body) =>
        new LiveStream(address, RawClient.Key).OpenAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    /// <summary>Opens the activity stream; its first line has come when this returns.</summary>
    public static async Task<LiveStream> WatchAsync(Uri address)
    {
        var stream = await new LiveStream(address, GatewayAdmin.Key).OpenAsync(new HttpRequestMessage(HttpMethod.Get, "/activity/stream?type=transaction.completed"));
        await stream.LineAsync();
        return stream;
    }

    /// <summary>The next line; null at the end.</summary>
    public async Task<string?> LineAsync() => await _reader!.ReadLineAsync(_limit.Token);

    /// <summary>The next event's data; null at the end.</summary>
    public async Task<string?> DataAsync()
    {
        while (await LineAsync() is { } line)
            if (line.StartsWith(DataPrefix, StringComparison.Ordinal))
                return line[DataPrefix.Length..];
        return null;
    }

    /// <summary>Events about these calls until there is one of each; by the call, the node that it ran at.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NodesOfAsync(IReadOnlyCollection<string> transactions)
    {
        var nodes = new Dictionary<string, string>();
        while (nodes.Count < transactions.Count)
        {
            var told = JsonNode.Parse(await DataAsync() ?? throw new EndOfStreamException("The stream ended before the events came."))!;
            if (transactions.Contains((string?)told["transaction_id"] ?? ""))
                nodes[(string)told["transaction_id"]!] = (string)told["node"]!;
        }
        return nodes;
    }

    public void Dispose()
    {
        _http.Dispose();
        _limit.Dispose();
    }

    async Task<LiveStream> OpenAsync(HttpRequestMessage request)
    {
        using (request)
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _limit.Token);
            response.EnsureSuccessStatusCode();
            _reader = new StreamReader(await response.Content.ReadAsStreamAsync(_limit.Token));
            return this;
        }
    }
}
