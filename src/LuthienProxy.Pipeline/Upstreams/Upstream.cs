using System.Net;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>
/// One upstream with its connection pool, made once and shared by all calls (000-19). Thread-safe.
/// </summary>
public sealed class Upstream : IDisposable
{
    /// <summary>How long the rest of an answer may take to arrive so that its connection can be used again; an answer that was given up is cut after it.</summary>
    static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(250);

    readonly HttpMessageInvoker _invoker;

    /// <summary>An upstream reached over the network.</summary>
    public Upstream(UpstreamOptions options)
        : this(options, CreateHandler(options))
    {
    }

    /// <summary>An upstream answered by the given handler, for one that lives in this process.</summary>
    public Upstream(UpstreamOptions options, HttpMessageHandler handler)
    {
        Options = options;
        _invoker = new(handler, disposeHandler: true);
    }

    /// <summary>Its settings.</summary>
    public UpstreamOptions Options { get; }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    /// <summary>The address of a client's path and query at this upstream; a base URL with a path prefix keeps it.</summary>
    internal Uri Address(string pathAndQuery) => new(Options.BaseUrl.AbsoluteUri.TrimEnd('/') + pathAndQuery);

    /// <summary>Sends one request; answers when the response's head has been read.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) => _invoker.SendAsync(request, cancellation);

    static SocketsHttpHandler CreateHandler(UpstreamOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        ConnectTimeout = options.ConnectTimeout,
        MaxConnectionsPerServer = options.MaxConnections,
        PooledConnectionLifetime = options.ConnectionLifetime,
        ResponseDrainTimeout = DrainTimeout,
        ActivityHeadersPropagator = null,
    };
}
