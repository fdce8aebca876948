using System.Collections.Immutable;

namespace LuthienProxy.Simulator;

/// <summary>An HTTP error, said in the format's envelope unless <see cref="RawBody"/> is given.</summary>
public sealed record ErrorAnswer(int Status, string Message)
{
    /// <summary>The format's error type; null takes the one that belongs to the status.</summary>
    public string? Type { get; init; }

    /// <summary>The <c>code</c> of OpenAI's envelope.</summary>
    public string? Code { get; init; }

    /// <summary>The <c>param</c> of OpenAI's envelope.</summary>
    public string? Param { get; init; }

    /// <summary>A body to send as it is.</summary>
    public string? RawBody { get; init; }

    /// <summary>The content type; <c>application/json</c> unless said otherwise.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Headers to add, such as <c>retry-after</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];
}
