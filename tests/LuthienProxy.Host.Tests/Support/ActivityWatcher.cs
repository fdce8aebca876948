using System.Net;
using System.Text.Json.Nodes;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>A page that watches: an open activity stream, read event by event.</summary>
sealed class ActivityWatcher : IDisposable
{
    readonly HttpResponseMessage _response;
    readonly EventReader _reader;

    ActivityWatcher(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _reader = new EventReader(stream);
    }

    public HttpResponseMessage Response => _response;

    /// <summary>The last id that it was told.</summary>
    public string? LastId { get; private set; }

    /// <summary>Begins to watch; the head of the stream is read.</summary>
    public static async Task<ActivityWatcher> JoinAsync(TestGateway gateway, string query = "", string? lastId = null)
    {
        var response = await AskAsync(gateway, query, lastId);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var watcher = new ActivityWatcher(response, await response.Content.ReadAsStreamAsync());
        (await watcher.NextAsync())!.ShouldStartWith("retry: ");
        return watcher;
    }

    /// <summary>Asks for the stream.</summary>
    public static Task<HttpResponseMessage> AskAsync(TestGateway gateway, string query = "", string? lastId = null)
    {
        var request = AdminAsking.Request(gateway.Address, "/activity/stream" + query, null, "Bearer " + AdminAsking.Key);
        if (lastId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        return gateway.AskAsync(request);
    }

    /// <summary>The next block, whatever it is; null at the end.</summary>
    public async Task<string?> NextAsync()
    {
        var block = await _reader.NextAsync();
        LastId = block?.Split('\n').FirstOrDefault(line => line.StartsWith("id: ", StringComparison.Ordinal))?[4..] ?? LastId;
        return block;
    }

    /// <summary>The data of the next event.</summary>
    public async Task<JsonNode> EventAsync()
    {
        while (true)
        {
            var block = await NextAsync() ?? throw new EndOfStreamException("The stream ended without the event.");
            if (block.Split('\n').FirstOrDefault(line => line.StartsWith("data: ", StringComparison.Ordinal)) is { } data)
                return JsonNode.Parse(data[6..])!;
        }
    }

    /// <summary>Events until one of this type, that one included.</summary>
    public async Task<List<JsonNode>> EventsUntilAsync(string type)
    {
        var events = new List<JsonNode>();
        do
            events.Add(await EventAsync());
        while (TypeOf(events[^1]) != type);
        return events;
    }

    public static string TypeOf(JsonNode happened) => happened["type"]!.GetValue<string>();

    public void Dispose() => _response.Dispose();
}
