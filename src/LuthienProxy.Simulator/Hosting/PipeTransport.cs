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

    volatile Exception? _failure;

    public CancellationToken ClientGone => gone.Token;

    public PipeWriter Body => _pipe.Writer;

    /// <summary>The response as soon as its headers are there.</summary>
    public async Task<HttpResponseMessage> ResponseAsync(CancellationToken cancellation)
    {
        try
        {
            return await _response.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Leave();
            throw;
        }
    }

    public ValueTask StartAsync(int status, ImmutableArray<KeyValuePair<string, string>> headers, long? contentLength)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Version = HttpVersion.Version11,
            Content = new StreamContent(new LeavingStream(_pipe.Reader.AsStream(), () => _failure, Leave)),
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

    /// <summary>Ends the body; a failure is met by whoever waits for the headers, or by the body's reader after the last byte.</summary>
    public ValueTask EndAsync(Exception? failure)
    {
        if (failure is not null)
            _response.TrySetException(new HttpRequestException("The simulated connection broke.", failure));
        // Not handed to the pipe, which would throw before it gives out the bytes it holds.
        _failure ??= failure;
        return _pipe.Writer.CompleteAsync();
    }

    void Leave() => gone.Cancel();
}
