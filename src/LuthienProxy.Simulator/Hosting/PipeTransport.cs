using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace LuthienProxy.Simulator.Hosting;

/// <summary>Plays into a pipe whose other end is an <see cref="HttpResponseMessage"/>.</summary>
sealed class PipeTransport(HttpRequestMessage request, CancellationTokenSource gone) : IReplyTransport
{
    readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 64 << 10, resumeWriterThreshold: 32 << 10, useSynchronizationContext: false));
    readonly TaskCompletionSource<HttpResponseMessage> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken ClientGone => gone.Token;

    public PipeWriter Body => _pipe.Writer;

    /// <summary>The response as soon as its headers are there.</summary>
    public async Task<HttpResponseMessage> ResponseAsync(CancellationToken cancellation)
    {
        await using var leaving = cancellation.Register(Leave);
        return await _response.Task.WaitAsync(cancellation);
    }

    public ValueTask StartAsync(int status, ImmutableArray<KeyValuePair<string, string>> headers, long? contentLength)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Version = HttpVersion.Version11,
            Content = new StreamContent(new LeavingStream(_pipe.Reader.AsStream(), Leave)),
        };
        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        response.Content.Headers.ContentLength = contentLength;
        _response.TrySetResult(response);
        return ValueTask.CompletedTask;
    }

    public ValueTask BreakAsync(bool reset) => EndAsync(reset
        ? new IOException("The connection was reset.", new SocketException((int)SocketError.ConnectionReset))
        : new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."));

    /// <summary>Ends the body, or fails whoever waits for the headers or the body.</summary>
    public async ValueTask EndAsync(Exception? failure)
    {
        if (failure is not null)
            _response.TrySetException(new HttpRequestException("The simulated connection broke.", failure));
        await _pipe.Writer.CompleteAsync(failure);
    }

    void Leave() => gone.Cancel();
}
