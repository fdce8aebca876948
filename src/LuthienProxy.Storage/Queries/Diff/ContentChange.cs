using System.Text.Json.Serialization;
using LuthienProxy.Storage.Queries.Content;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>A block of an answer, or a piece of a message, on both sides.</summary>
public sealed record ContentChange
{
    /// <summary>How the sides compare.</summary>
    [JsonConverter(typeof(SnakeCaseJson<ChangeKind>))]
    public required ChangeKind Change { get; init; }

    /// <summary>Its index before the policies; null where it is not there.</summary>
    public int? BeforeIndex { get; init; }

    /// <summary>Its index after the policies; null where it is not there.</summary>
    public int? AfterIndex { get; init; }

    /// <summary>Before the policies; null where it is not there.</summary>
    public ContentView? Before { get; init; }

    /// <summary>After the policies; null where it is not there, or is the same.</summary>
    public ContentView? After { get; init; }

    /// <summary>Where the text was changed: its words in order. Empty where it was not, or is too long to compare word by word.</summary>
    public IReadOnlyList<WordRun> Words { get; init; } = [];
}
