using System.Buffers;
using System.IO.Compression;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace LuthienProxy.Host.Endpoints;

/// <summary>Reads a request body whole, its content encoding undone, up to a limit that also holds for what it expands to (000-14).</summary>
static class RequestBody
{
    const int FirstRead = 16 * 1024;

    /// <summary>What a stated length may reserve before anything has come: a length is only a claim.</summary>
    const int MostUpFront = 1024 * 1024;

    /// <exception cref="RequestRejectedException">The body is over the limit, in an unknown encoding, or broken.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, long limit)
    {
        if (request.ContentLength > limit)
            throw TooLarge(limit);
        // The server's own limit would answer in its own form; ours does it in the client's.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        await using var body = Decoded(request);
        try
        {
            return await ReadAsync(body, request.ContentLength, limit, request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException cause)
        {
            throw new RequestRejectedException(new GatewayError(ErrorKind.InvalidRequest, "The request body is not valid in its content encoding."), cause);
        }
    }

    static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, long? length, long limit, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(length ?? FirstRead, MostUpFront) + 1);
        while (await body.ReadAsync(buffer.GetMemory(), cancellation) is > 0 and var count)
        {
            buffer.Advance(count);
            if (buffer.WrittenCount > limit)
                throw TooLarge(limit);
        }
        return buffer.WrittenMemory;
    }

    static Stream Decoded(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => request.Body,
        "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
        "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
        _ => throw new RequestRejectedException(new GatewayError(ErrorKind.InvalidRequest, "The request's Content-Encoding is not known here: send gzip, br, deflate or none.")),
    };

    static RequestRejectedException TooLarge(long limit) =>
        new(new GatewayError(ErrorKind.TooLarge, $"The request body is larger than {limit} bytes (limits.request-body)."));
}
