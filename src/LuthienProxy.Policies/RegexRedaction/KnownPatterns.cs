using System.Collections.Immutable;
using LuthienProxy.Policies.Patterns;

namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>The patterns of the built-in sets. Where two could match at one place, the first does.</summary>
static class KnownPatterns
{
    const int Short = 128;
    const int Long = 4096;
    // A 16,384-bit RSA key, which is more than anybody has, takes 13 kB.
    const int KeyFile = 16 * 1024;

    static readonly ImmutableArray<NamedPattern> Keys =
    [
        new("private key", @"-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----([^\-]|-[^\-])*(-----END [A-Z ]*-----)?", wholeWord: false, KeyFile),
        new("Anthropic or OpenAI key", @"sk-[A-Za-z0-9_\-]{20,}", wholeWord: false, Long),
        new("AWS key", @"(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}", wholeWord: true, Short),
        new("GitHub token", @"gh[opsur]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,}", wholeWord: false, Long),
        new("Google key", @"AIza[A-Za-z0-9_\-]{35}", wholeWord: true, Short),
        new("Slack token", @"xox[abeoprs]-[A-Za-z0-9\-]{10,}", wholeWord: false, Long),
        new("AWS secret key", @"(?i)aws_secret_access_key[ ""':=]{1,6}[A-Za-z0-9/+]{40}", wholeWord: true, Short),
        new("GitLab token", @"glpat-[A-Za-z0-9_\-]{20,}", wholeWord: false, Long),
        new("Hugging Face token", @"hf_[A-Za-z0-9]{30,}", wholeWord: true, Long),
        new("npm token", @"npm_[A-Za-z0-9]{36,}", wholeWord: true, Long),
        new("SendGrid key", @"SG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,}", wholeWord: true, Long),
        new("Stripe key", @"[rs]k_(live|test)_[A-Za-z0-9]{16,}", wholeWord: false, Long),
    ];

    static readonly ImmutableArray<NamedPattern> Tokens =
    [
        new("JWT", @"eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]*", wholeWord: false, 2 * Long),
        new("bearer token", @"(?i)bearer [A-Za-z0-9._~+/\-]{16,}=*", wholeWord: true, 2 * Long),
        new("password in a URL", @"(?i)(https?|ftps?|postgres|postgresql|mysql|rediss?|mongodb(\+srv)?|amqps?)://[^\s:/@]*:[^\s/@]+@", wholeWord: false, 512),
    ];

    static readonly ImmutableArray<NamedPattern> Pii =
    [
        new("e-mail address", @"[A-Za-z0-9._%+\-]+@([A-Za-z0-9\-]+\.)+[A-Za-z]{2,24}", wholeWord: true, 320),
        new("social security number", @"[0-9]{3}-[0-9]{2}-[0-9]{4}", wholeWord: true, Short),
        new("card number", @"[0-9]([ \-]?[0-9]){12,18}", wholeWord: true, Short, Checksums.IsLuhn),
        new("IBAN", @"[A-Z]{2}[0-9]{2}( ?[A-Z0-9]){11,30}", wholeWord: true, Short, Checksums.IsIban),
        new("telephone number", @"\+[1-9]([ ()\-]{0,2}[0-9]){7,14}", wholeWord: true, Short),
    ];

    /// <summary>The patterns of these sets, in the order in which they are tried.</summary>
    public static ImmutableArray<NamedPattern> Of(RedactionSet sets) =>
    [
        .. sets.HasFlag(RedactionSet.Keys) ? Keys : [],
        .. sets.HasFlag(RedactionSet.Tokens) ? Tokens : [],
        .. sets.HasFlag(RedactionSet.Pii) ? Pii : [],
    ];
}
