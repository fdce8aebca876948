using System.Collections.Immutable;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LuthienProxy.Simulator.Hosting;

/// <summary>Plays on a Kestrel connection.</summary>
sealed class HttpContextTransport(HttpContext context) : IReplyTransport
{
    public CancellationToken ClientGone => context.RequestAborted;

    public PipeWriter Body => context.Response.BodyWriter;

    public async ValueTask StartAsync(int status, ImmutableArray<KeyValuePair<string, string>> headers, long? contentLength)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = contentLength;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.StartAsync(ClientGone);
    }

    public async ValueTask BreakAsync(bool reset)
    {
        if (!reset && context.Features.Get<IConnectionTransportFeature>() is { } connection)
        {
            // The transport sends what it holds and closes with FIN; an abort at once would overtake that as an RST.
            await connection.Transport.Output.CompleteAsync();
            await GoneAsync();
        }

        context.Abort();
    }

    async Task GoneAsync()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = ClientGone.Register(gone.SetResult);
        await gone.Task;
    }
}
