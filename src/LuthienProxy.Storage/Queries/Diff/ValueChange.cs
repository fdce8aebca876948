using System.Text.Json.Serialization;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>A value on both sides.</summary>
public sealed record ValueChange
{
    /// <summary>What the value is called: a field's, or a tool's name.</summary>
    public required string Name { get; init; }

    /// <summary>How the sides compare.</summary>
    [JsonConverter(typeof(SnakeCaseJson<ChangeKind>))]
    public required ChangeKind Change { get; init; }

    /// <summary>Before the policies; null where it is not there. JSON text where the value is not a plain string.</summary>
    public string? Before { get; init; }

    /// <summary>After the policies; null where it is not there, or is the same.</summary>
    public string? After { get; init; }
}
