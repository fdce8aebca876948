using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LuthienProxy.Protocol.Json;

/// <summary>Changes the strings inside JSON; every other byte stays as it is (H10). Thread-safe.</summary>
public static class JsonStrings
{
    // Tool inputs nest past 200 (H10), and whoever took the JSON in has limited it already.
    internal const int MaxDepth = 1_000_000;

    /// <summary>JSON whose string values are what <paramref name="value"/> makes of them.</summary>
    /// <param name="json">One JSON value, UTF-8.</param>
    /// <param name="value">Told each string value, escapes resolved, lone surrogates kept (H5); returns what shall stand there.</param>
    /// <param name="name">The same for the names of members; null leaves them alone.</param>
    /// <returns>The given memory itself when nothing changed.</returns>
    /// <exception cref="JsonException">It is not one JSON value.</exception>
    public static ReadOnlyMemory<byte> Rewrite(ReadOnlyMemory<byte> json, Func<string, string> value, Func<string, string>? name = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        var changes = new List<(JsonSpan Inside, string Text)>();
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            var change = reader.TokenType switch
            {
                JsonTokenType.String => value,
                JsonTokenType.PropertyName => name,
                _ => null,
            };
            if (change is not null)
                Note(changes, JsonSpan.OfText(reader), JsonText.Unescape(reader.ValueSpan), change);
        }
        return Spliced(json, changes);
    }

    /// <summary>The same for JSON that stands in a string, as tool arguments do. Text that is no JSON is given to <paramref name="value"/> as it is (I-36).</summary>
    public static string Rewrite(string json, Func<string, string> value, Func<string, string>? name = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(value);
        try
        {
            ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(json);
            var rewritten = Rewrite(bytes, value, name);
            return rewritten.Equals(bytes) ? json : Encoding.UTF8.GetString(rewritten.Span);
        }
        catch (JsonException)
        {
            return value(json);
        }
    }

    internal static void Note(List<(JsonSpan Inside, string Text)> changes, JsonSpan inside, string before, Func<string, string> change)
    {
        var after = change(before);
        if (after != before)
            changes.Add((inside, after));
    }

    /// <summary>The JSON with other texts inside those quotes, given from left to right.</summary>
    internal static ReadOnlyMemory<byte> Spliced(ReadOnlyMemory<byte> json, List<(JsonSpan Inside, string Text)> changes)
    {
        if (changes.Count == 0)
            return json;
        var output = new ArrayBufferWriter<byte>(json.Length + 64);
        var splice = new JsonSplice(output, json.Span);
        foreach (var (inside, text) in changes)
            splice.Text(inside, text);
        splice.Finish();
        return output.WrittenMemory;
    }
}
