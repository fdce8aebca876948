using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace LuthienProxy.Host.Pages;

/// <summary>A file for browsers as it is sent, whole or gzipped. Immutable; thread-safe.</summary>
sealed class WebFile
{
    const int TagLength = 16;

    readonly string _contentType;
    readonly byte[] _plain;
    readonly Lazy<byte[]> _gzipped;
    readonly EntityTagHeaderValue _plainTag;
    readonly EntityTagHeaderValue _gzippedTag;

    public WebFile(string contentType, byte[] bytes)
    {
        (_contentType, _plain) = (contentType, bytes);
        _gzipped = new(() => Gzip(bytes));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..TagLength];
        // What is sent differs, so the tags do (RFC 9110, 8.8.3.3).
        (_plainTag, _gzippedTag) = (new($"\"{hash}\""), new($"\"{hash}-gzip\""));
    }

    /// <summary>Sends it; 304 where the browser has it, the head alone where that was asked for.</summary>
    public async Task WriteAsync(HttpContext http, string cacheControl)
    {
        var (request, response) = (http.Request.GetTypedHeaders(), http.Response);
        var isGzipped = Takes(request.AcceptEncoding);
        response.Headers.CacheControl = cacheControl;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.ETag = (isGzipped ? _gzippedTag : _plainTag).ToString();
        if (request.IfNoneMatch.Any(IsThis))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var body = isGzipped ? _gzipped.Value : _plain;
        response.ContentType = _contentType;
        response.ContentLength = body.Length;
        if (isGzipped)
            response.Headers.ContentEncoding = "gzip";
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(body, http.RequestAborted);
    }

    // Either form is this very file.
    bool IsThis(EntityTagHeaderValue tag) => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(_plainTag, useStrongComparison: false) || tag.Compare(_gzippedTag, useStrongComparison: false);

    static bool Takes(IList<StringWithQualityHeaderValue> encodings) => encodings.Any(encoding => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);

    static byte[] Gzip(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return buffer.ToArray();
    }
}
