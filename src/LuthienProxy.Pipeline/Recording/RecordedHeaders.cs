using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>Which headers go on record: those of a list, and never a credential (000-07f). What is not on the list is not recorded, whatever it is.</summary>
static partial class RecordedHeaders
{
    /// <summary>The longest value kept, in characters: agents describe their turn in headers of many kilobytes, and the body says the same.</summary>
    const int MostValue = 4 * 1024;

    const string Mask = "***";

    static readonly FrozenSet<string> Names = new[]
    {
        "accept", "content-type", "user-agent", "x-app", "date", "server", "via", "cf-ray", "traceparent",
        "session-id", "session_id", "x-session-id", "x-claude-code-session-id", "thread-id", "conversation_id", "originator", "version",
        "request-id", "x-request-id", "x-client-request-id", "idempotency-key",
        "retry-after", "retry-after-ms", "x-should-retry", "anthropic-version", "anthropic-beta", "anthropic-organization-id",
        "anthropic-dangerous-direct-browser-access",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly string[] Prefixes = ["openai-", "x-stainless-", "x-codex-", "x-ratelimit-", "anthropic-ratelimit-", "anthropic-fast-"];

    static readonly SearchValues<string> Hints = SearchValues.Create(
        ["sk-", "eyJ", "bearer", "basic", "token", "secret", "password", "api", "gh", "glpat", "xox", "akia", "aiza", "://"], StringComparison.OrdinalIgnoreCase);

    /// <summary>A client's headers as they may be recorded.</summary>
    public static ImmutableArray<RecordedHeader> Of(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var kept = ImmutableArray.CreateBuilder<RecordedHeader>(headers.Count);
        for (var i = 0; i < headers.Count; i++)
            Add(kept, headers[i].Key, headers[i].Value);
        return kept.DrainToImmutable();
    }

    /// <summary>An upstream's headers as they may be recorded.</summary>
    public static ImmutableArray<RecordedHeader> Of(HttpResponseMessage response)
    {
        var kept = ImmutableArray.CreateBuilder<RecordedHeader>();
        foreach (var (name, values) in response.Headers.NonValidated)
            foreach (var value in values)
                Add(kept, name, value);
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            foreach (var value in values)
                Add(kept, name, value);
        return kept.DrainToImmutable();
    }

    /// <summary>Whether a header of this name is recorded.</summary>
    public static bool IsRecorded(string name) =>
        Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    static void Add(ImmutableArray<RecordedHeader>.Builder kept, string name, string value)
    {
        if (IsRecorded(name))
            kept.Add(new(name, Masked(value)));
    }

    static string Masked(string value)
    {
        // Masked before it is cut: half a credential would no longer look like one.
        var masked = value.AsSpan().ContainsAny(Hints) ? Searched(value) : value;
        return masked.Length > MostValue ? masked[..MostValue] : masked;
    }

    static string Searched(string value)
    {
        try
        {
            return Credential().Replace(value, Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be searched in time is not kept.
            return Mask;
        }
    }

    // Keys of known makers, tokens behind their scheme, JSON web tokens, name=value pairs that call themselves secret, and passwords in URLs.
    [GeneratedRegex("""
        \b(?:sk|pk|rk|ak)-[A-Za-z0-9_-]{8,}
        |\bgh[opsur]_[A-Za-z0-9]{16,}|\bgithub_pat_\w{16,}|\bglpat-[\w-]{16,}|\bxox[abeoprs]-[\w-]{8,}|\bAKIA[0-9A-Z]{12,}|\bAIza[\w-]{20,}
        |\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?
        |\b(?:bearer|basic)\s+[^\s"',;]{4,}
        |(?:api[_-]?key|access[_-]?token|auth[_-]?token|secret|password)\\?"?\s*[:=]\s*\\?"?[^\s"',;\\]{4,}
        |(?<=://)[^/\s@"']+@
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Credential();
}
