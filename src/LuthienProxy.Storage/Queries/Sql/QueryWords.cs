using System.Text.Json;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>The words that columns hold, and what they mean here.</summary>
static class QueryWords
{
    /// <summary>The word for a kind or a state: its name in snake_case.</summary>
    internal static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    // A newer gateway may share the database and know more.
    internal static CallKind Kind(string word) => Read(word, CallKind.Turn);

    internal static CallState State(string word) => Read(word, CallState.Completed);

    internal static ChangeOutcome Outcome(string word) => Read(word, ChangeOutcome.Unknown);

    static TEnum Read<TEnum>(string word, TEnum unknown) where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : unknown;
}
