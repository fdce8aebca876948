using LuthienProxy.Pipeline.Graph;
using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>Passes a reply on as it is: an upstream's refusal with its real status, body and headers (H8, I-34), a model list, a token count.</summary>
static class UpstreamRelay
{
    /// <summary>Sends the whole reply to the client; answers with its status.</summary>
    public static async Task<int> SendAsync(Exchange exchange, HttpResponseMessage response, long maxBytes, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var body = await BodyReader.ReadAsync(stream, maxBytes, exchange.Progress, cancellation);
        await exchange.Reply.SendWholeAsync(UpstreamHead.ForRelay(response, exchange.Call, body.Length), body, cancellation);
        return (int)response.StatusCode;
    }
}
