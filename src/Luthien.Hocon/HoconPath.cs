using System.Text;
using Luthien.Hocon.Parsing;

namespace Luthien.Hocon;

/// <summary>Key sequences as HOCON path expressions.</summary>
static class HoconPath
{
    /// <summary>Reads a path expression such as <c>upstreams."my.own".base-url</c>.</summary>
    /// <exception cref="HoconException">The text is no path.</exception>
    public static string[] Parse(string expression)
    {
        var cursor = new Cursor(SourceText.Top("path", expression, null));
        var keys = PathReader.Read(cursor, new HoconLimits());
        return cursor.AtEnd ? keys : throw new HoconException(cursor.Here, "this does not belong in a path; quote the key");
    }

    /// <summary>Joins keys with dots, quoting those that would not read back as one key.</summary>
    public static string Render(IEnumerable<string> keys) => string.Join('.', keys.Select(Quoted));

    static string Quoted(string key)
    {
        if (key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return key;
        var text = new StringBuilder("\"");
        foreach (var c in key)
            text.Append(c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString());
        return text.Append('"').ToString();
    }
}
