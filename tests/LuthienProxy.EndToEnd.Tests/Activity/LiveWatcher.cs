using System.Net;
using System.Text.Json;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>A page that watches a gateway's activity until its stream ends: keeps every event and every sign of life, with the time at which it came. Thread-safe.</summary>
sealed class LiveWatcher : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { Timeout = Timeout.InfiniteTimeSpan };

    readonly Lock _lock = new();
    readonly List<LiveEvent> _events = [];
    readonly List<(string Text, TimeSpan At)> _comments = [];
    readonly HttpResponseMessage _response;
    readonly long _began = TimeProvider.System.GetTimestamp();
    TaskCompletionSource _news = NewSource();

    LiveWatcher(HttpResponseMessage response)
    {
        _response = response;
        Ended = ReadAsync();
    }

    /// <summary>Whether the stream has ended, in good order or not.</summary>
    public Task Ended { get; }

    /// <summary>What it goes on behind when it comes back.</summary>
    public string? LastId { get; private set; }

    public IReadOnlyList<LiveEvent> Events
    {
        get
        {
            lock (_lock)
                return [.. _events];
        }
    }

    /// <summary>The comments so far, and how long after the beginning each came.</summary>
    public IReadOnlyList<(string Text, TimeSpan At)> Comments
    {
        get
        {
            lock (_lock)
                return [.. _comments];
        }
    }

    /// <summary>Begins to watch; the head of the stream has come when this returns.</summary>
    public static async Task<LiveWatcher> JoinAsync(Uri gateway, string query = "", string? lastId = null)
    {
        var response = await AskAsync(gateway, query, lastId);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var watcher = new LiveWatcher(response);
        await watcher.WhenAsync(_ => watcher.LastId is not null);
        return watcher;
    }

    /// <summary>Asks for the stream.</summary>
    public static async Task<HttpResponseMessage> AskAsync(Uri gateway, string query = "", string? lastId = null, string? key = GatewayAdmin.Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, "/activity/stream" + query));
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        if (lastId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Waits until so many events fit, past or to come.</summary>
    public Task UntilAsync(Func<LiveEvent, bool> fits, int count = 1) => WhenAsync(events => events.Count(fits) >= count);

    /// <summary>Waits until so many signs of life have come, that in the head included.</summary>
    public Task BeatsAsync(int count) => WhenAsync(_ => _comments.Count >= count);

    /// <summary>Waits until something holds of the events so far.</summary>
    public async Task WhenAsync(Func<IReadOnlyList<LiveEvent>, bool> holds)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                if (holds(_events))
                    return;
                Ended.IsCompleted.ShouldBeFalse("The stream ended before.");
                news = _news.Task;
            }
            await news.WaitAsync(Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        await Ended;
    }

    async Task ReadAsync()
    {
        try
        {
            using var lines = new StreamReader(await _response.Content.ReadAsStreamAsync());
            while (await lines.ReadLineAsync() is { } line)
                Take(line);
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, by the gateway's end or by ours.
        }
        Told(() => { });
    }

    void Take(string line)
    {
        if (line.StartsWith("id: ", StringComparison.Ordinal))
            Told(() => LastId = line[4..]);
        else if (line.StartsWith("data: ", StringComparison.Ordinal))
            Told(() => _events.Add(new(JsonElement.Parse(line[6..]), TimeProvider.System.GetUtcNow())));
        else if (line.StartsWith(':'))
            Told(() => _comments.Add((line, TimeProvider.System.GetElapsedTime(_began))));
    }

    void Told(Action note)
    {
        lock (_lock)
        {
            note();
            _news.SetResult();
            _news = NewSource();
        }
    }

    static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
