using LuthienProxy.Pipeline.Graph;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>Passes a reply on as it is: an upstream's refusal with its real status, body and headers (H8, I-34), a model list, a token count.</summary>
static class UpstreamRelay
{
    /// <summary>Sends the whole reply to the client; answers with its status.</summary>
    public static async Task<int> SendAsync(Exchange exchange, HttpResponseMessage response, long maxBytes, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var body = await BodyReader.ReadAsync(stream, maxBytes, exchange, cancellation);
        var head = UpstreamHead.ForRelay(response, exchange.Call, body.Length);
        if (!response.IsSuccessStatusCode && UpstreamHead.IsPage(response))
        {
            body = ErrorFor(response, exchange.Call);
            head = UpstreamHead.InsteadOfPage(response, exchange.Call, body.Length);
        }
        await exchange.Reply.SendWholeAsync(head, body, cancellation);
        return (int)response.StatusCode;
    }

    // The status and the headers stay the upstream's; only the page would tell a client nothing (000-27e).
    static ReadOnlyMemory<byte> ErrorFor(HttpResponseMessage response, Call call) => call.Format.EncodeError(
        new GatewayError(ErrorKind.Upstream, $"The upstream answered {(int)response.StatusCode} with a page instead of an error.") { Code = "upstream_error", TransactionId = call.Id.ToString() }).Body;
}
