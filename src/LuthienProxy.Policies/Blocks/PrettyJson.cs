using System.Text;
using System.Text.Json;

namespace LuthienProxy.Policies.Blocks;

/// <summary>JSON as a person reads it: indented, members in their order, nothing escaped.</summary>
/// <remarks>A string that JSON could only write with escapes (quotation marks, backslashes, line breaks) stands as it is between lines of three quotation marks, as raw strings do in many languages.</remarks>
sealed class PrettyJson
{
    const int MaxDepth = 512;

    readonly StringBuilder _out = new();
    bool _isJson = true;

    /// <summary>The JSON indented, and whether that is still JSON; text that is none, or is nested too deep to be read, as it is.</summary>
    public static (string Text, bool IsJson) Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var pretty = new PrettyJson();
            pretty.Write(document.RootElement, 0);
            return (pretty._out.ToString(), pretty._isJson);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or ArgumentException)
        {
            // Broken JSON, or half a character, escaped or not: shown raw (I-36).
            return (json, false);
        }
    }

    void Write(JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, depth);
                break;
            case JsonValueKind.Array:
                WriteArray(value, depth);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, depth);
                break;
            default:
                _out.Append(value.GetRawText());
                break;
        }
    }

    void WriteObject(JsonElement value, int depth)
    {
        _out.Append('{');
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            Begin(count++, depth + 1);
            WriteString(member.Name, depth + 1);
            _out.Append(": ");
            Write(member.Value, depth + 1);
        }
        End('}', count, depth);
    }

    void WriteArray(JsonElement value, int depth)
    {
        _out.Append('[');
        var count = 0;
        foreach (var item in value.EnumerateArray())
        {
            Begin(count++, depth + 1);
            Write(item, depth + 1);
        }
        End(']', count, depth);
    }

    void Begin(int index, int depth)
    {
        if (index > 0)
            _out.Append(',');
        Line(depth);
    }

    void End(char sign, int count, int depth)
    {
        if (count > 0)
            Line(depth);
        _out.Append(sign);
    }

    void Line(int depth) => _out.Append('\n').Append(' ', 2 * depth);

    void WriteString(string text, int depth)
    {
        if (text.AsSpan().IndexOfAny("\"\\\n\r") < 0)
        {
            _isJson &= text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0;
            _out.Append('"').Append(text).Append('"');
            return;
        }
        _isJson = false;
        var quotes = new string('"', Math.Max(3, Fencing.LongestRun(text, '"') + 1));
        _out.Append(quotes);
        foreach (var line in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'))
        {
            Line(line.Length > 0 ? depth + 1 : 0);
            _out.Append(line);
        }
        Line(depth + 1);
        _out.Append(quotes);
    }
}
