using System.Net;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>
/// A request body that can be sent once. The framework's handler silently repeats a request when a pooled connection closes without an answer,
/// even after the body went out; one client call must stay one upstream call (H11), so the second sending is refused here.
/// </summary>
sealed class OnceContent : HttpContent
{
    readonly ReadOnlyMemory<byte> _body;
    int _sent;

    public OnceContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.ContentLength = body.Length;
    }

    /// <summary>Whether sending the body has begun: from then on the upstream may have acted on it.</summary>
    public bool WasSent => Volatile.Read(ref _sent) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _sent, 1) == 0
            ? stream.WriteAsync(_body, cancellationToken).AsTask()
            : throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection closed after the request was sent.");

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
