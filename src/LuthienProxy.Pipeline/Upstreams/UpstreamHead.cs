using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>What of an upstream's response head the client gets to see.</summary>
static class UpstreamHead
{
    /// <summary>Whether the body may be an event stream: lenient with servers that name no type or a wrong plain one, strict with pages and documents.</summary>
    public static bool MayBeEventStream(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is not ("text/html" or "application/json" or "application/xml" or "text/xml");

    public static UpstreamException NotAnEventStream(HttpResponseMessage response) => new(new UpstreamFailure(
        UpstreamPhase.Body,
        new GatewayError(ErrorKind.Upstream, $"The upstream answered a streamed call with {response.Content.Headers.ContentType?.MediaType} instead of an event stream.") { Code = "upstream_malformed" }));

    /// <summary>The head of a good answer.</summary>
    public static ReplyHead ForAnswer(HttpResponseMessage response, Call call)
    {
        var headers = Returned(response, call);
        if (!call.IsStream)
            return new((int)response.StatusCode, MediaTypes.Json, headers);
        // Told to proxies in front of us that would collect the stream before passing it on.
        headers.Add(new("X-Accel-Buffering", "no"));
        if (!response.Headers.Contains("Cache-Control"))
            headers.Add(new("Cache-Control", "no-cache"));
        return new((int)response.StatusCode, MediaTypes.EventStream, headers);
    }

    /// <summary>Whether an upstream's refusal is a page for people (a load balancer's, say), which no client of an API can read.</summary>
    public static bool IsPage(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml";

    /// <summary>The head of a refusal whose page was replaced by an error of the client's format.</summary>
    public static ReplyHead InsteadOfPage(HttpResponseMessage response, Call call, long length) =>
        ForRelay(response, call, length) with { ContentType = MediaTypes.Json };

    /// <summary>The head of a reply that is passed on whole.</summary>
    public static ReplyHead ForRelay(HttpResponseMessage response, Call call, long length) =>
        new((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), Returned(response, call), length);

    static List<KeyValuePair<string, string>> Returned(HttpResponseMessage response, Call call)
    {
        var headers = new List<KeyValuePair<string, string>> { new(ReplyHead.TransactionId, call.Id.ToString()) };
        foreach (var (name, values) in response.Headers.NonValidated)
            AddAll(headers, name, values);
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            AddAll(headers, name, values);
        return headers;
    }

    static void AddAll(List<KeyValuePair<string, string>> headers, string name, IEnumerable<string> values)
    {
        if (!HeaderRules.ComesBack(name))
            return;
        foreach (var value in values)
            headers.Add(new(name, value));
    }
}
