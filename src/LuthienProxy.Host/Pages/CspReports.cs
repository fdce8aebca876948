using System.Text.Json;
using System.Text.RegularExpressions;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Pages;

/// <summary>
/// <c>POST /csp-report</c>: what browsers stopped on a page. Anybody can send one, so little of it is believed: a bounded body, a bounded number of lines in the log,
/// and on them only where it was, which rule it broke and whose site it wanted, never a query or a word of a page.
/// </summary>
sealed partial class CspReports(TimeProvider time, ILogger<CspReports> log)
{
    const int MostBytes = 16 * 1024;
    const int LongestPath = 128;
    const int LinesPerMinute = 10;
    const string Unknown = "?";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly Lock _lock = new();
    long? _minute;
    int _lines;
    int _unsaid;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/csp-report", TakeAsync).Described(PageOperations.Report);

    async Task TakeAsync(HttpContext http)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, http.RequestAborted);
        try
        {
            http.Response.StatusCode = await BoundedBody.ReadAsync(http.Request, MostBytes, either.Token) switch
            {
                null => StatusCodes.Status413PayloadTooLarge,
                { } body when Said(body) => StatusCodes.Status204NoContent,
                _ => StatusCodes.Status400BadRequest,
            };
        }
        catch (OperationCanceledException)
        {
            http.Response.StatusCode = StatusCodes.Status408RequestTimeout;
        }
        catch (IOException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    /// <summary>Whether it is a report; it is logged if there is room.</summary>
    bool Said(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("csp-report", out var report) || report.ValueKind != JsonValueKind.Object)
                return false;
            if (TakeLine() is { } unsaid)
                HostLog.ContentStopped(log, PageOf(Text(report, "document-uri")), Word(Text(report, "violated-directive").Split(' ')[0]), BlockedOf(Text(report, "blocked-uri")), unsaid);
            return true;
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // The second: a string that is no text (half of a surrogate pair).
            return false;
        }
    }

    /// <summary>How many reports had no line since the last that had; null when this one has none either.</summary>
    int? TakeLine()
    {
        lock (_lock)
        {
            if (_minute is not { } began || time.GetElapsedTime(began) >= Minute)
                (_minute, _lines) = (time.GetTimestamp(), 0);
            if (_lines == LinesPerMinute)
            {
                _unsaid++;
                return null;
            }
            _lines++;
            var unsaid = _unsaid;
            _unsaid = 0;
            return unsaid;
        }
    }

    static string Text(JsonElement report, string name) => report.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    // Escaped by Uri: no line break gets into the log.
    static string PageOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var page) && page.AbsolutePath is { Length: <= LongestPath } path ? path : Unknown;

    static string BlockedOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var blocked) && blocked.Scheme is "http" or "https" or "ws" or "wss"
        ? $"{blocked.Scheme}://{blocked.IdnHost}:{blocked.Port}"
        : Word(address);

    static string Word(string text) => Plain().IsMatch(text) ? text : Unknown;

    [GeneratedRegex(@"^[a-z-]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
