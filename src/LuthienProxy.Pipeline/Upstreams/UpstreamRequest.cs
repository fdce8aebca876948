using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>Builds the HTTP request that goes to an upstream for a call.</summary>
static class UpstreamRequest
{
    public static HttpRequestMessage Build(Call call, ReadOnlyMemory<byte>? outgoing, UpstreamTarget target)
    {
        var request = new HttpRequestMessage(call.Method, target.Upstream.Address(call.PathAndQuery));
        if (outgoing is { } body)
            request.Content = new OnceContent(body);
        foreach (var (name, value) in call.Headers)
            Add(request, name, value);
        if (target.Credential is { } credential)
            request.Headers.TryAddWithoutValidation(credential.HeaderName, credential.HeaderValue);
        // A stream is passed on frame by frame: compressing it would cost latency and hide its borders.
        if (call.IsStream)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        return request;
    }

    static void Add(HttpRequestMessage request, string name, string value)
    {
        // Content headers are refused by the request's own collection and belong to its content.
        if (!request.Headers.TryAddWithoutValidation(name, value))
            request.Content?.Headers.TryAddWithoutValidation(name, value);
    }
}
