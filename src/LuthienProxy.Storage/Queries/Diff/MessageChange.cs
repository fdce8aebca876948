using System.Text.Json.Serialization;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>A message on both sides.</summary>
public sealed record MessageChange
{
    /// <summary>How the sides compare.</summary>
    [JsonConverter(typeof(SnakeCaseJson<ChangeKind>))]
    public required ChangeKind Change { get; init; }

    /// <summary>Who speaks; where it was changed, as it was after.</summary>
    public required string Role { get; init; }

    /// <summary>Its index before the policies; null where it is not there.</summary>
    public int? BeforeIndex { get; init; }

    /// <summary>Its index after the policies; null where it is not there.</summary>
    public int? AfterIndex { get; init; }

    /// <summary>Its pieces; empty where the message is the same.</summary>
    public IReadOnlyList<ContentChange> Content { get; init; } = [];
}
