using System.Globalization;
using System.Text;

namespace LuthienProxy.Storage.Queries.Search;

/// <summary>
/// What counts as a word in search: runs of letters and digits, in lower case; each Han, Hiragana or Katakana character by itself. What is indexed and
/// what is asked for go through here, so that both engines find the same.
/// </summary>
static class SearchWords
{
    /// <summary>Characters of a word that count. Longer ones are mostly data in base 64: they can be found by their beginnings, and do not swell the index.</summary>
    internal const int MaxLength = 64;

    /// <summary>The words of a text, in order.</summary>
    internal static string[] Of(string text) => Normalize(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words with blanks between them: what is given to the index, so that it cuts where <see cref="Of"/> does.</summary>
    internal static string Normalize(string text)
    {
        var words = new StringBuilder(text.Length);
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isAlone = IsWordByItself(rune);
            if ((isAlone || !IsOfWord(rune)) && length > 0)
            {
                words.Append(' ');
                length = 0;
            }
            if (isAlone)
                words.Append(rune.ToString()).Append(' ');
            else if (IsOfWord(rune) && ++length <= MaxLength)
                Append(words, Rune.ToLowerInvariant(rune));
        }
        return words.ToString();
    }

    // Nearly all characters of nearly all texts are of the first kind.
    static void Append(StringBuilder words, Rune rune)
    {
        if (rune.IsBmp)
            words.Append((char)rune.Value);
        else
            words.Append(rune.ToString());
    }

    // The categories that SQLite's unicode61 counts as letters too.
    static bool IsOfWord(Rune rune) => rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) : Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // Written without blanks between words.
    static bool IsWordByItself(Rune rune) => rune.Value is (>= 0x3041 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);
}
