using System.Text;

namespace LuthienProxy.Policies.Blocks;

/// <summary>Lines no wider than a screen: broken at spaces, and inside a word only where the word alone is too wide.</summary>
static class Wrapping
{
    // Ranges whose characters take two columns in a terminal (UAX 11: wide, and emoji).
    static readonly (int From, int To)[] Wide =
        [(0x1100, 0x115f), (0x2e80, 0xa4cf), (0xac00, 0xd7a3), (0xf900, 0xfaff), (0xfe30, 0xfe6f), (0xff00, 0xff60), (0xffe0, 0xffe6), (0x1f300, 0x1faff), (0x20000, 0x3fffd)];

    /// <summary>The text with its line breaks kept, and more where a line is wider than so many columns.</summary>
    public static string At(int columns, string text) => string.Join('\n', text.Split('\n').Select(line => Line(line, columns)));

    static string Line(string line, int columns)
    {
        var wrapped = new StringBuilder(line.Length + 8);
        var width = 0;
        foreach (var word in line.Split(' '))
        {
            var wide = WidthOf(word);
            if (width > 0)
            {
                var breaks = width + 1 + wide > columns;
                wrapped.Append(breaks ? '\n' : ' ');
                width = breaks ? 0 : width + 1;
            }
            width = wide <= columns ? Append(wrapped, word, width + wide) : Broken(wrapped, word, columns);
        }
        return wrapped.ToString();
    }

    static int Append(StringBuilder wrapped, string word, int width)
    {
        wrapped.Append(word);
        return width;
    }

    static int Broken(StringBuilder wrapped, string word, int columns)
    {
        var width = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            var next = WidthOf(rune);
            if (width + next > columns)
            {
                wrapped.Append('\n');
                width = 0;
            }
            wrapped.Append(rune);
            width += next;
        }
        return width;
    }

    static int WidthOf(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += WidthOf(rune);
        return width;
    }

    static int WidthOf(Rune rune) => Wide.Any(range => rune.Value >= range.From && rune.Value <= range.To) ? 2 : 1;
}
