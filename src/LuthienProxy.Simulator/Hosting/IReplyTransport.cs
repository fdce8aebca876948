using System.Collections.Immutable;
using System.IO.Pipelines;

namespace LuthienProxy.Simulator.Hosting;

/// <summary>Where a performance is played: a socket behind Kestrel, or a pipe inside the process.</summary>
interface IReplyTransport
{
    /// <summary>Cancelled when the client has left.</summary>
    CancellationToken ClientGone { get; }

    /// <summary>Where the body goes; flushing waits while the client does not read.</summary>
    PipeWriter Body { get; }

    /// <summary>Sends status and headers.</summary>
    ValueTask StartAsync(int status, ImmutableArray<KeyValuePair<string, string>> headers, long? contentLength);

    /// <summary>Breaks the connection with FIN or, if <paramref name="reset"/>, with RST.</summary>
    ValueTask BreakAsync(bool reset);
}
