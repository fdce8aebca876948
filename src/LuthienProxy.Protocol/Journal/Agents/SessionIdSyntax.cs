using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace LuthienProxy.Protocol.Journal.Agents;

/// <summary>
/// What a session id may look like, whoever names it: 1 to <see cref="MaxLength"/> ASCII letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, the first a
/// letter or digit. Such an id is safe in paths, logs, SQL, channel and file names as it stands.
/// </summary>
public static class SessionIdSyntax
{
    /// <summary>The longest id taken. Agents send UUIDs (36).</summary>
    public const int MaxLength = 128;

    static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether the text is an id.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterOrDigit(text[0]) && text.AsSpan().IndexOfAnyExcept(Alphabet) < 0;
}
