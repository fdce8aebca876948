using System.IO.Pipelines;
using LuthienProxy.Pipeline.Delivery;

namespace LuthienProxy.Host.Endpoints;

/// <summary>The waiting client over its HTTP connection.</summary>
sealed class HttpClientChannel(HttpContext http) : IClientChannel
{
    public CancellationToken Gone => http.RequestAborted;

    public PipeWriter Body => http.Response.BodyWriter;

    public bool HasStarted => http.Response.HasStarted;

    public void SetHead(ReplyHead head)
    {
        var response = http.Response;
        response.Headers.Clear();
        response.StatusCode = head.Status;
        foreach (var (name, value) in head.Headers)
            response.Headers.Append(name, value);
        if (head.ContentType is { } type)
            response.ContentType = type;
        response.ContentLength = head.ContentLength;
    }

    public void Abort() => http.Abort();
}
