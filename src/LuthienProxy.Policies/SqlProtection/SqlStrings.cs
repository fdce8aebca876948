using System.Globalization;
using System.Text;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.SqlProtection;

/// <summary>Strings that a database runs as statements: put together, turned round, or written as numbers.</summary>
static class SqlStrings
{
    static readonly string[] Decoders = ["FROM_BASE64", "DECODE", "TO_BASE64", "CONVERT_FROM"];

    /// <summary>What the strings of a text may say when they are run: each, all of them in a row, backwards, decoded.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> words)
    {
        var strings = words.Where(word => word.Length > 1 && word[0] == '\'').Select(word => word[1..]).ToList();
        var joined = Joined(words);
        var decoded = words.Any(Decoders.Contains) ? strings.Select(text => ProgramText.FromBase64(text, Encoding.UTF8)).OfType<string>() : [];
        return [joined, new string([.. joined.Reverse()]), .. strings, .. decoded];
    }

    // 'DR' || 'OP', CHAR(68, 82), 0x4452 and X'4452' are pieces of one string.
    static string Joined(IReadOnlyList<string> words)
    {
        var joined = new StringBuilder();
        for (var at = 0; at < words.Count; at++)
            if (words[at][0] == '\'')
                joined.Append(at > 0 && words[at - 1] is "X" ? ProgramText.FromHex(words[at][1..]) : words[at][1..]);
            else if (words[at] is ['0', 'X', _, ..])
                joined.Append(ProgramText.FromHex(words[at][2..]));
            else if (words[at] is "CHAR" or "CHR" or "NCHAR" or "ASCII_CHAR")
                joined.Append([.. words.Skip(at + 1).TakeWhile(word => word is "(" or "," || char.IsAsciiDigit(word[0])).Select(Letter).Where(letter => letter != '\0')]);
        return joined.ToString();
    }

    static char Letter(string word) => ushort.TryParse(word, CultureInfo.InvariantCulture, out var code) ? (char)code : '\0';
}
