using System.Net.Sockets;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>Turns what the HTTP stack throws into what the client is told. The upstream's address never leaves in a message.</summary>
static class FailureMap
{
    public static UpstreamFailure OfSend(Exception cause, bool requestWasSent, Upstream upstream) => cause switch
    {
        _ when requestWasSent => Failed(UpstreamPhase.Send, cause, $"The connection to upstream '{upstream.Options.Name}' broke before it answered."),
        OperationCanceledException or TimeoutException =>
            new(UpstreamPhase.Connect, Timeout($"Connecting to upstream '{upstream.Options.Name}' took longer than {upstream.Options.ConnectTimeout.TotalSeconds:0.#} s."), cause),
        HttpRequestException http => Failed(UpstreamPhase.Connect, cause, $"Upstream '{upstream.Options.Name}' could not be reached: {Reason(http)}."),
        _ => Failed(UpstreamPhase.Connect, cause, $"Upstream '{upstream.Options.Name}' could not be reached."),
    };

    public static UpstreamFailure OfBody(Exception cause) =>
        Failed(UpstreamPhase.Body, cause, "The upstream broke off in the middle of its answer.");

    public static UpstreamFailure Malformed(Exception cause) =>
        Failed(UpstreamPhase.Body, cause, $"The upstream sent what is not a valid answer: {cause.Message}");

    static UpstreamFailure Failed(UpstreamPhase phase, Exception cause, string message) =>
        new(phase, new GatewayError(ErrorKind.Upstream, message) { Code = "upstream_error" }, cause);

    static GatewayError Timeout(string message) => new(ErrorKind.Timeout, message) { Code = "upstream_timeout" };

    static string Reason(HttpRequestException cause) => cause.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name could not be resolved",
        HttpRequestError.SecureConnectionError => "the TLS handshake failed",
        HttpRequestError.ConnectionError when cause.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "the connection was refused",
        HttpRequestError.ConnectionError => "the connection failed",
        HttpRequestError.ResponseEnded => "it closed the connection",
        HttpRequestError.InvalidResponse => "it does not speak HTTP",
        _ => "the request failed",
    };
}
