using System.Diagnostics.CodeAnalysis;

namespace LuthienProxy.Pipeline.Activities;

/// <summary>Keeps texts that come from outside within bounds: an event is looked at, the record holds the whole.</summary>
static class EventText
{
    const string Ellipsis = "…";

    public static string Cut(string text, int longest) => CutOrNull(text, longest);

    [return: NotNullIfNotNull(nameof(text))]
    public static string? CutOrNull(string? text, int longest)
    {
        if (text is null || text.Length <= longest)
            return text;
        // Half of a surrogate pair is no text.
        var end = longest - Ellipsis.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), Ellipsis);
    }
}
