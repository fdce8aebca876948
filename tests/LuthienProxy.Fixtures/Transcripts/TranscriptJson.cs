using System.Text.Json;
using System.Text.RegularExpressions;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Transcripts;

/// <summary>How the rules read a transcript.</summary>
static partial class TranscriptJson
{
    /// <summary>A text; null when there is none.</summary>
    public static string? Text(this JsonElement parent, string name) => LooseJson.Field(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether a text holds something that can be seen.</summary>
    public static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    /// <summary>Whether an id is made of what providers allow in one, and no longer than that.</summary>
    public static bool IsId(string? id, int longest) => id is not null && id.Length <= longest && Id().IsMatch(id);

    /// <summary>The entries that occur more than once.</summary>
    public static IEnumerable<string> Twice(IEnumerable<string?> ids) => ids.OfType<string>().GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    [GeneratedRegex("^[a-zA-Z0-9_-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
