using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Events;

/// <summary>Recorded bytes, or as much of them as is shown.</summary>
public sealed record BodyView
{
    /// <summary>How many bytes there were.</summary>
    public required long Size { get; init; }

    /// <summary>The bytes as text, where they are UTF-8; null where they are not, or none are shown.</summary>
    public string? Text { get; init; }

    /// <summary>The bytes in base 64, where they are not UTF-8.</summary>
    public string? Base64 { get; init; }

    /// <summary>Whether more is on record than is shown here.</summary>
    public bool IsExcerpt { get; init; }

    /// <summary>Why the record itself does not hold all of the bytes; null when it does.</summary>
    [JsonConverter(typeof(SnakeCaseJson<CutReason>))]
    public CutReason? Cut { get; init; }

    /// <summary>SHA-256 of all bytes, in hexadecimal digits, where the record does not hold them all.</summary>
    public string? Sha256 { get; init; }
}
