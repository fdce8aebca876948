using System.Collections.Immutable;
using System.Text.Json;

namespace LuthienProxy.Simulator;

/// <summary>One request as it came, with what every script asks of it already read.</summary>
/// <remarks>Immutable and thread-safe; the body is kept byte for byte.</remarks>
public sealed class SimulatorRequest
{
    // Tool inputs nest deeper than the default 64 (protocols.md H10 asks for 200).
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 2048 };

    readonly Lazy<JsonElement> _json;
    readonly RequestHead _head;

    internal SimulatorRequest(long sequence, string method, string path, string query, ImmutableDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        Sequence = sequence;
        Method = method;
        Path = path;
        Query = query;
        Headers = headers;
        Body = body;
        _head = RequestHead.Read(body.Span);
        _json = new(() => Parse(body));
    }

    /// <summary>The number of the call, counted from the options' seed.</summary>
    public long Sequence { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path below the prefix, with its leading slash and without the query.</summary>
    public string Path { get; }

    /// <summary>The query string with its question mark, or empty.</summary>
    public string Query { get; }

    /// <summary>All headers by case-insensitive name; several values of one name are joined with <c>", "</c>.</summary>
    public ImmutableDictionary<string, string> Headers { get; }

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The format this path speaks, or null where no answer is generated (models, probes).</summary>
    public SimulatorApi? Api => Endpoints.ApiOf(Path);

    /// <summary>The body's <c>model</c>, or empty.</summary>
    public string Model => _head.Model;

    /// <summary>The body's <c>stream</c>.</summary>
    public bool Stream => _head.Stream;

    /// <summary>The body's <c>stream_options.include_usage</c>.</summary>
    public bool IncludeUsage => _head.IncludeUsage;

    /// <summary>The body's <c>n</c>, at least 1.</summary>
    public int Choices => _head.Choices;

    /// <summary>The body as JSON; <c>undefined</c> when it is none.</summary>
    public JsonElement Json => _json.Value;

    internal bool IsObject => _head.IsObject;

    static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Deep);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
