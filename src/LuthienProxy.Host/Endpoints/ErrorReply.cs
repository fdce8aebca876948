using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Endpoints;

/// <summary>Tells a client about an error before its call became a transaction, in its own format.</summary>
static class ErrorReply
{
    public static async Task WriteAsync(HttpContext http, IWireFormat format, GatewayError error, TransactionId id)
    {
        var reply = format.EncodeError(error with { TransactionId = id.ToString() });
        var response = http.Response;
        response.StatusCode = reply.Status;
        response.ContentType = "application/json";
        response.ContentLength = reply.Body.Length;
        response.Headers["X-Luthien-Transaction-Id"] = id.ToString();
        await response.Body.WriteAsync(reply.Body, http.RequestAborted);
    }
}
