using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LuthienProxy.Host.OpenApi;

/// <summary>The OpenAPI document of the routes that there are. Made when it is first asked for, once. Thread-safe.</summary>
sealed class ApiDocument(EndpointDataSource endpoints)
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Lazy<(byte[] Json, string Tag)> _document = new(() => Make(endpoints));

    /// <summary>The document, in UTF-8.</summary>
    public ReadOnlyMemory<byte> Json => _document.Value.Json;

    /// <summary>Its entity tag.</summary>
    public string Tag => _document.Value.Tag;

    /// <summary>The routes that somebody can ask, each method by itself; what only refuses is none.</summary>
    public static IEnumerable<DescribedRoute> RoutesOf(EndpointDataSource endpoints) =>
        from route in endpoints.Endpoints.OfType<RouteEndpoint>()
        where route.Order == 0
        from method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select new DescribedRoute(method, Plain(route.RoutePattern.RawText!), route.Metadata.GetMetadata<Operation>());

    static (byte[] Json, string Tag) Make(EndpointDataSource endpoints)
    {
        var book = new SchemaBook();
        var routes = RoutesOf(endpoints).Where(route => route.Operation is not null).OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal).ToList();
        foreach (var body in routes.SelectMany(route => route.Operation!.Bodies))
            body.Schema(book);
        var paths = new JsonObject();
        foreach (var path in routes.GroupBy(route => route.Path))
            paths[path.Key] = new JsonObject(path.Select(route => KeyValuePair.Create<string, JsonNode?>(route.Method.ToLowerInvariant(), OperationJson.Of(route, book))));
        var document = new JsonObject
        {
            ["openapi"] = DocumentFrame.Version,
            ["info"] = DocumentFrame.Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = DocumentFrame.Tags(),
            ["paths"] = paths,
            ["components"] = book.ToJson(),
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(document, Readable);
        return ([.. json, (byte)'\n'], $"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..32]}\"");
    }

    /// <summary>A pattern as OpenAPI writes it: <c>{**path}</c> is <c>{path}</c>.</summary>
    static string Plain(string pattern) => pattern.Replace("{**", "{", StringComparison.Ordinal);
}
