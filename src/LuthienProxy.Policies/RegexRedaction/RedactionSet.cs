namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>The built-in sets of patterns.</summary>
[Flags]
public enum RedactionSet
{
    /// <summary>None: only patterns of one's own.</summary>
    None = 0,

    /// <summary>Personal data: e-mail addresses, telephone numbers in international form, US social security numbers, payment card numbers, IBANs.</summary>
    Pii = 1,

    /// <summary>Keys of well-known providers, and private keys.</summary>
    Keys = 2,

    /// <summary>Tokens: JWTs, bearer tokens, passwords in URLs.</summary>
    Tokens = 4,

    /// <summary>All of them.</summary>
    All = Pii | Keys | Tokens,
}
