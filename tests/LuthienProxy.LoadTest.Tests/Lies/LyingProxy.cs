using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.LoadTest.Tests.Lies;

/// <summary>A proxy that changes what it delivers, in a way that a test says. It takes the provider's whole answer first: nothing here is about time.</summary>
sealed class LyingProxy : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly HttpClient _provider;
    readonly Func<List<string>, IEnumerable<string>> _lie;
    readonly Func<HttpContext, byte[], Task>? _body;

    LyingProxy(Uri provider, Func<List<string>, IEnumerable<string>> lie, Func<HttpContext, byte[], Task>? body)
    {
        (_lie, _body, _provider) = (lie, body, new HttpClient { BaseAddress = provider });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapFallback(PassAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>A proxy that lies about streams.</summary>
    public static Task<LyingProxy> StartAsync(Uri provider, Func<List<string>, IEnumerable<string>> lie) => StartAsync(new(provider, lie, null));

    /// <summary>A proxy that answers as it likes, given what the provider said.</summary>
    public static Task<LyingProxy> StartAsync(Uri provider, Func<HttpContext, byte[], Task> answer) => StartAsync(new(provider, Lie.None, answer));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
        _provider.Dispose();
    }

    static async Task<LyingProxy> StartAsync(LyingProxy proxy)
    {
        await proxy._app.StartAsync();
        return proxy;
    }

    async Task PassAsync(HttpContext http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, http.Request.Path.Value) { Content = new StreamContent(http.Request.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType);
        using var response = await _provider.SendAsync(request);
        var said = await response.Content.ReadAsByteArrayAsync();
        http.Response.ContentType = $"{response.Content.Headers.ContentType}";
        if (_body is not null)
        {
            await _body(http, said);
            return;
        }
        var events = System.Text.Encoding.UTF8.GetString(said).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var told in _lie(events))
            await TellAsync(http, told);
    }

    static async Task TellAsync(HttpContext http, string told)
    {
        switch (told)
        {
            case Lie.Stall:
                await http.Response.Body.FlushAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case Lie.Close:
                await http.Response.Body.FlushAsync();
                await http.Features.Get<IConnectionTransportFeature>()!.Transport.Output.CompleteAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case Lie.Reset:
                http.Abort();
                break;
            default:
                await http.Response.WriteAsync(told + "\n\n");
                break;
        }
    }
}
