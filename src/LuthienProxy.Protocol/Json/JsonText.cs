using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LuthienProxy.Protocol.Json;

/// <summary>
/// JSON string values as the providers really send them: half a surrogate pair in one delta and the other half in the next is legal here (H5),
/// where System.Text.Json throws or writes U+FFFD.
/// </summary>
static class JsonText
{
    static readonly SearchValues<char> NeedsCare = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A writer that escapes only what must be, as the providers do; give strings of unknown origin to <see cref="WriteText"/>.</summary>
    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> output) => new(output, WriterOptions);

    /// <summary>The text of a string token's inner bytes (without quotes), escapes resolved, lone surrogates kept.</summary>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        if (escaped.IndexOf((byte)'\\') < 0)
            return Encoding.UTF8.GetString(escaped);
        var text = new StringBuilder(escaped.Length);
        while (escaped.IndexOf((byte)'\\') is >= 0 and var at)
        {
            text.Append(Encoding.UTF8.GetString(escaped[..at]));
            escaped = escaped[(at + AppendEscape(escaped[at..], text))..];
        }
        return text.Append(Encoding.UTF8.GetString(escaped)).ToString();
    }

    /// <summary>Writes a string value, or null.</summary>
    public static void WriteValue(IBufferWriter<byte> output, string? text)
    {
        if (text is null)
        {
            output.Write("null"u8);
            return;
        }
        output.Write("\""u8);
        WriteEscaped(output, text);
        output.Write("\""u8);
    }

    /// <summary>Writes text as the inner bytes of a JSON string (without quotes), escaping only what must be; a lone surrogate leaves as its <c>\u</c> escape.</summary>
    public static void WriteEscaped(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(NeedsCare) is >= 0 and var at)
        {
            Encoding.UTF8.GetBytes(text[..at], output);
            text = text[at..];
            text = text[WriteCareful(output, text)..];
        }
        Encoding.UTF8.GetBytes(text, output);
    }

    /// <summary>Writes text as a string value, quotes included.</summary>
    public static void WriteText(this Utf8JsonWriter writer, string text)
    {
        if (text.AsSpan().IndexOfAny(NeedsCare) < 0)
        {
            writer.WriteStringValue(text);
            return;
        }
        var buffer = new ArrayBufferWriter<byte>(text.Length + 16);
        buffer.Write("\""u8);
        WriteEscaped(buffer, text);
        buffer.Write("\""u8);
        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    static int AppendEscape(ReadOnlySpan<byte> escape, StringBuilder text)
    {
        if (escape.Length >= 6 && escape[1] == 'u' && Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out var read, 'x') && read == 4)
        {
            text.Append((char)unit);
            return 6;
        }
        text.Append(escape.Length < 2 ? '\\' : (char)escape[1] switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            var other => other,
        });
        return Math.Min(2, escape.Length);
    }

    static int WriteCareful(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && char.IsSurrogatePair(text[0], text[1]))
        {
            Encoding.UTF8.GetBytes(text[..2], output);
            return 2;
        }
        ReadOnlySpan<byte> shortForm = text[0] switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\n' => "\\n"u8,
            '\r' => "\\r"u8,
            '\t' => "\\t"u8,
            _ => default,
        };
        if (shortForm.IsEmpty)
            Encoding.UTF8.GetBytes("\\u" + ((int)text[0]).ToString("x4", CultureInfo.InvariantCulture), output);
        else
            output.Write(shortForm);
        return 1;
    }
}
