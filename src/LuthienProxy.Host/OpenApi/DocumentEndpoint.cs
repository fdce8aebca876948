using Microsoft.Net.Http.Headers;

namespace LuthienProxy.Host.OpenApi;

/// <summary>
/// <c>GET /openapi/v1.json</c>. It asks for no key: it is the same for everybody who runs this version, lies in the repository, and says nothing of this installation.
/// </summary>
sealed class DocumentEndpoint(ApiDocument document)
{
    static readonly Operation Described = new Operation("getOpenApi", "System", "This document. Asks for no key: it says nothing of this installation.").For(Access.Anybody).Answers(
        new OperationReply("200", "The document.", Content.Foreign("application/json", "An OpenAPI document.")) { Headers = [("ETag", "Changes with the document.")] },
        new OperationReply("304", "The caller has it."));

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/openapi/v1.json", WriteAsync).Described(Described);

    Task WriteAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ETag = document.Tag;
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(new(document.Tag), useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = "application/json";
        response.ContentLength = document.Json.Length;
        return response.Body.WriteAsync(document.Json, http.RequestAborted).AsTask();
    }
}
