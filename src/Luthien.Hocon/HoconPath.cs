using System.Text;

namespace Luthien.Hocon;

/// <summary>Writes key sequences as HOCON path expressions.</summary>
static class HoconPath
{
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
