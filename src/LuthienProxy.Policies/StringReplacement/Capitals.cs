namespace LuthienProxy.Policies.StringReplacement;

/// <summary>Gives a replacement the capitals of what it replaces.</summary>
static class Capitals
{
    /// <summary>All capitals give all capitals, a first capital a first capital; anything else leaves the replacement as it is written.</summary>
    public static string Like(ReadOnlySpan<char> model, string replacement)
    {
        var capitals = 0;
        var letters = 0;
        foreach (var c in model)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            capitals += char.IsUpper(c) ? 1 : 0;
        }
        if (capitals > 1 && capitals == letters)
            return replacement.ToUpperInvariant();
        return capitals > 0 && replacement.Length > 0 && char.IsUpper(model[0])
            ? char.ToUpperInvariant(replacement[0]) + replacement[1..]
            : replacement;
    }
}
