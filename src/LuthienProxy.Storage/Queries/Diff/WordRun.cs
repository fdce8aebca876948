using System.Text.Json.Serialization;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>Words of a changed text that follow one another and share a fate. The runs that are not added, joined, are the text before; those not removed, the text after.</summary>
/// <param name="Change">Same, Added or Removed.</param>
/// <param name="Text">The words, with the white space between them.</param>
public sealed record WordRun([property: JsonConverter(typeof(SnakeCaseJson<ChangeKind>))] ChangeKind Change, string Text);
