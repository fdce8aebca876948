using System.Collections.Concurrent;
using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LuthienProxy.Cli.Tests.Support;

/// <summary>A gateway's admin API as a test plays it: each path answers what the test says, anything else is 404, and what was asked is kept. Over TCP, or over a Unix socket.</summary>
sealed class PlayedNode : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, RequestDelegate> _answers = new();
    readonly WebApplication _app;

    PlayedNode(WebApplication app, string? socket)
    {
        _app = app;
        _app.Run(AnswerAsync);
        Socket = socket;
    }

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<AskedOf> Asked { get; } = new();

    /// <summary>What <c>--at</c> says for it.</summary>
    public string At => Socket is null ? new Uri(_app.Urls.Single()).Authority : "unix:" + Socket;

    string? Socket { get; }

    /// <summary>A node without any path yet.</summary>
    public static async Task<PlayedNode> StartAsync(string? socket = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            if (socket is null)
                kestrel.Listen(IPAddress.Loopback, 0);
            else
                kestrel.ListenUnixSocket(socket);
        });
        var node = new PlayedNode(builder.Build(), socket);
        await node._app.StartAsync();
        return node;
    }

    /// <summary>The path answers this.</summary>
    public PlayedNode Answers(string path, string body, int status = 200, string type = MediaTypeNames.Application.Json) => Answers(path, async http =>
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, type);
        await http.Response.WriteAsync(body);
    });

    /// <summary>The path refuses with this problem.</summary>
    public PlayedNode Refuses(string path, int status, string detail) => Answers(path, $$"""{"type":"about:blank","title":"no","status":{{status}},"detail":"{{detail}}"}""", status, "application/problem+json");

    /// <summary>The path never answers.</summary>
    public PlayedNode Hangs(string path) => Answers(path, http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

    /// <summary>The path sends these events, then goes on as <paramref name="then"/> says.</summary>
    public PlayedNode Streams(string path, Func<HttpContext, Task> then, params string[] events) => Answers(path, async http =>
    {
        http.Response.ContentType = "text/event-stream";
        foreach (var data in events)
            await http.Response.WriteAsync($"data: {data}\n\n");
        await http.Response.Body.FlushAsync();
        await then(http);
    });

    /// <summary>The path does this.</summary>
    public PlayedNode Answers(string path, RequestDelegate answer)
    {
        _answers[path] = answer;
        return this;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    async Task AnswerAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body);
        Asked.Enqueue(new(
            http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, await body.ReadToEndAsync(),
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (_answers.TryGetValue(http.Request.Path, out var answer))
            await answer(http);
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
