using System.Globalization;
using System.Text;

namespace LuthienProxy.Simulator.Speech;

/// <summary>JSON as the providers write it: non-ASCII as it is, a lone surrogate as an escape.</summary>
static class Json
{
    /// <summary>The text as a JSON string, quotes included; <c>null</c> for null.</summary>
    public static string Quote(string? text)
    {
        if (text is null)
            return "null";
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                quoted.Append(text[i]).Append(text[++i]);
            else
                Append(quoted, text[i]);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary><c>,members</c>, or nothing when there are none.</summary>
    public static string More(string? members) => string.IsNullOrEmpty(members) ? "" : "," + members;

    public static string Array(IEnumerable<string> values) => "[" + string.Join(',', values) + "]";

    static void Append(StringBuilder quoted, char unit)
    {
        switch (unit)
        {
            case '"' or '\\':
                quoted.Append('\\').Append(unit);
                break;
            case '\n':
                quoted.Append("\\n");
                break;
            case '\r':
                quoted.Append("\\r");
                break;
            case '\t':
                quoted.Append("\\t");
                break;
            case < ' ':
            case >= '\ud800' and <= '\udfff':
                quoted.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
                break;
            default:
                quoted.Append(unit);
                break;
        }
    }
}
