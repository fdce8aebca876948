namespace LuthienProxy.Policies.Shell;

/// <summary>Letters as wide as ideographs, which some languages and databases take for the ordinary ones.</summary>
static class WideLetters
{
    const char First = '\uFF01';
    const char Last = '\uFF5E';

    /// <summary>The text in ordinary letters.</summary>
    public static string Narrow(string text) => text.AsSpan().IndexOfAnyInRange(First, Last) < 0 ? text : string.Concat(text.Select(c => c is >= First and <= Last ? (char)(c - First + '!') : c));
}
