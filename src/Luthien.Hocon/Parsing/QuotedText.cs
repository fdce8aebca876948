using System.Globalization;
using System.Text;

namespace Luthien.Hocon.Parsing;

/// <summary>Reads <c>"JSON strings"</c> and <c>"""raw strings"""</c>.</summary>
static class QuotedText
{
    const string Triple = "\"\"\"";

    /// <summary>Reads either form; the cursor stands on the opening quote.</summary>
    public static string Read(Cursor cursor) => cursor.StartsWith(Triple) ? Raw(cursor) : Escaped(cursor);

    static string Escaped(Cursor cursor)
    {
        var start = cursor.Here;
        cursor.Next();
        var text = new StringBuilder();
        while (true)
        {
            if (cursor.AtEnd || cursor.Peek() == '\n')
                throw new HoconException(start, "this string is not closed on its line; use \"\"\" for text with newlines");
            if (cursor.Peek() < ' ')
                throw new HoconException(cursor.Here, "a control character must be escaped inside quotes");
            if (cursor.Peek() == '\\')
            {
                text.Append(Escape(cursor));
                continue;
            }
            var c = cursor.Next();
            if (c == '"')
                return text.ToString();
            text.Append(c);
        }
    }

    static char Escape(Cursor cursor)
    {
        var here = cursor.Here;
        cursor.Next();
        return (cursor.AtEnd ? Cursor.End : cursor.Next()) switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => Unicode(cursor, here),
            _ => throw new HoconException(here, "unknown escape; JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX"),
        };
    }

    static char Unicode(Cursor cursor, HoconOrigin here)
    {
        var digits = string.Concat(cursor.Peek(), cursor.Peek(1), cursor.Peek(2), cursor.Peek(3));
        if (!digits.All(char.IsAsciiHexDigit))
            throw new HoconException(here, "\\u needs four hexadecimal digits");
        cursor.Skip(digits.Length);
        return (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    static string Raw(Cursor cursor)
    {
        var start = cursor.Here;
        cursor.Skip(Triple.Length);
        var text = new StringBuilder();
        while (!cursor.StartsWith(Triple))
        {
            if (cursor.AtEnd)
                throw new HoconException(start, "this \"\"\" string is not closed");
            text.Append(cursor.Next());
        }
        cursor.Skip(Triple.Length);
        // Of four or more closing quotes the last three close; the surplus belongs to the text.
        while (cursor.Peek() == '"')
            text.Append(cursor.Next());
        return text.ToString();
    }
}
