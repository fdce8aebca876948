using System.Diagnostics;
using System.Net;
using System.Text.Json;
using LuthienProxy.Benchmarks.Live;

namespace LuthienProxy.Benchmarks.Queries;

/// <summary>
/// Looks at one session as its page does: hears of the calls that end, and then reads what of the session is new. Like the page it rests a second between the events that it heeds, and looks again
/// where an event was here before the record.
/// </summary>
sealed class SessionReader : IAsyncDisposable
{
    const int FirstPage = 6;
    const int OtherPages = 100;

    static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(40);

    readonly HttpClient _client;
    readonly string _session;
    readonly CancellationTokenSource _left = new();
    readonly HashSet<string> _ended = [];
    string? _cursor;
    int _known;
    long _readAt;
    Task _listening = Task.CompletedTask;
    TaskCompletionSource<(string Id, long HeardAt, long ShownAt, int Readings)> _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    SessionReader(IPEndPoint gateway, string session)
    {
        _session = session;
        _client = new() { BaseAddress = new Uri($"http://{gateway}") };
        _client.DefaultRequestHeaders.Authorization = new("Bearer", PagesProgram.Key);
    }

    /// <summary>Reads the session to its end; when this returns it hears what happens.</summary>
    public static async Task<SessionReader> OpenAsync(IPEndPoint gateway, string session)
    {
        var reader = new SessionReader(gateway, session);
        var events = await reader._client.GetAsync($"/activity/stream?session_id={session}", HttpCompletionOption.ResponseHeadersRead);
        events.EnsureSuccessStatusCode();
        await reader.ReadAsync();
        reader._listening = reader.ListenAsync(events);
        return reader;
    }

    /// <summary>The next call that is shown with its whole answer: when its end was heard, when it was shown, and how often the session was read for it.</summary>
    public async Task<(string Id, long HeardAt, long ShownAt, int Readings)> NextAsync()
    {
        var shown = await (await Task.WhenAny(_shown.Task, FailedAsync())).WaitAsync(TimeSpan.FromSeconds(30));
        _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return shown;
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _left.Dispose();
    }

    async Task<(string Id, long HeardAt, long ShownAt, int Readings)> FailedAsync()
    {
        await _listening;
        throw new InvalidOperationException("The stream of events has ended.");
    }

    async Task ListenAsync(HttpResponseMessage events)
    {
        using var response = events;
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(_left.Token));
        while (await lines.ReadLineAsync(_left.Token) is { } line)
        {
            if (!line.StartsWith("data: {", StringComparison.Ordinal) || EndedIn(line[6..]) is not { } id)
                continue;
            var heardAt = Stopwatch.GetTimestamp();
            if (Rest - Stopwatch.GetElapsedTime(_readAt) is { Ticks: > 0 } rest)
                await Task.Delay(rest, TimeProvider.System, _left.Token);
            var readings = 1;
            for (var look = Soon; await ReadAsync() && !_ended.Contains(id); look *= 2, readings++)
                await Task.Delay(look, TimeProvider.System, _left.Token);
            _shown.TrySetResult((id, heardAt, Stopwatch.GetTimestamp(), readings));
        }
    }

    static string? EndedIn(string data)
    {
        using var json = JsonDocument.Parse(data);
        var type = json.RootElement.GetProperty("type").GetString();
        return type is "transaction.completed" or "transaction.failed" or "transaction.cancelled" or "transaction.blocked" or "transaction.interrupted"
            ? json.RootElement.GetProperty("transaction_id").GetString()
            : null;
    }

    // From where it is to the end.
    async Task<bool> ReadAsync()
    {
        _readAt = Stopwatch.GetTimestamp();
        while (true)
        {
            var limit = _known > 0 ? _known : _cursor is null ? FirstPage : OtherPages;
            var bytes = await _client.GetByteArrayAsync($"/api/sessions/{_session}?limit={limit}{(_cursor is null ? "" : $"&cursor={Uri.EscapeDataString(_cursor)}")}", _left.Token);
            using var page = JsonDocument.Parse(bytes);
            var calls = page.RootElement.GetProperty("calls").EnumerateArray().ToList();
            var ended = calls.TakeWhile(static call => call.GetProperty("call").GetProperty("state").GetString() != "open").ToList();
            _ended.UnionWith(ended.Where(static call => call.GetProperty("response").GetProperty("is_complete").GetBoolean()).Select(static call => call.GetProperty("call").GetProperty("transaction_id").GetString()!));
            _known = ended.Count;
            if (page.RootElement.GetProperty("next").GetString() is not { } next)
                return true;
            (_cursor, _known) = (next, 0);
        }
    }
}
