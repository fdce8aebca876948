using System.Globalization;
using System.Text;

namespace LuthienProxy.Storage.Queries.Search;

/// <summary>
/// What counts as a word in search: runs of letters, digits and marks, in lower case; each Han, Hiragana or Katakana character by itself. What is indexed and
/// what is asked for go through here, so that both engines find the same.
/// </summary>
static class SearchWords
{
    /// <summary>Characters of a word that count. Longer ones are mostly data in base 64: they can be found by their beginnings, and do not swell the index.</summary>
    internal const int MaxLength = 64;

    /// <summary>The words of a text, in order.</summary>
    internal static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsOfWord(rune) || IsWordByItself(rune))
            {
                if (word.Length > 0)
                    yield return Take(word);
                if (IsWordByItself(rune))
                    yield return rune.ToString();
            }
            else if (word.Length < MaxLength)
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
        }
        if (word.Length > 0)
            yield return Take(word);
    }

    /// <summary>The words with blanks between them, for an index that cuts at blanks; at most so many words.</summary>
    internal static string Normalize(string text, int maxWords) => string.Join(' ', Of(text).Take(maxWords));

    static string Take(StringBuilder word)
    {
        var taken = word.ToString();
        word.Clear();
        return taken;
    }

    // The categories that SQLite's unicode61 counts as letters too. Marks belong to the letter before them.
    static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // Written without blanks between words.
    static bool IsWordByItself(Rune rune) => rune.Value is (>= 0x3041 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);
}
