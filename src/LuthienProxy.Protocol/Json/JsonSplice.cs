using System.Buffers;
using System.Buffers.Text;

namespace LuthienProxy.Protocol.Json;

/// <summary>
/// Copies JSON to an output with some of its tokens replaced; every other byte leaves as it came (H10). Nothing is buffered in between.
/// </summary>
/// <remarks>Replace from left to right, then <see cref="Finish"/>. A span that is not present is passed over, so that optional tokens need no branch.</remarks>
ref struct JsonSplice
{
    readonly IBufferWriter<byte> _output;
    readonly ReadOnlySpan<byte> _json;
    readonly ReadOnlySpan<byte> _lineStart;
    int _copied;

    /// <summary>Begins a copy.</summary>
    /// <param name="output">Takes the result.</param>
    /// <param name="json">The original.</param>
    /// <param name="lineStart">Written after each line break of the original: what an SSE data line begins with.</param>
    public JsonSplice(IBufferWriter<byte> output, ReadOnlySpan<byte> json, ReadOnlySpan<byte> lineStart = default)
    {
        _output = output;
        _json = json;
        _lineStart = lineStart;
    }

    /// <summary>Puts a number in a token's place.</summary>
    public void Number(JsonSpan token, long value)
    {
        if (!token.IsPresent)
            return;
        CopyTo(token);
        // 20 bytes hold every Int64 with its sign.
        Utf8Formatter.TryFormat(value, _output.GetSpan(20), out var written);
        _output.Advance(written);
    }

    /// <summary>Puts another text inside a string's quotes; <paramref name="inside"/> is a <see cref="JsonSpan.OfText"/>.</summary>
    public void Text(JsonSpan inside, ReadOnlySpan<char> value)
    {
        if (!inside.IsPresent)
            return;
        CopyTo(inside);
        JsonText.WriteEscaped(_output, value);
    }

    /// <summary>Puts ready JSON in a token's place.</summary>
    public void Raw(JsonSpan token, ReadOnlySpan<byte> json)
    {
        if (!token.IsPresent)
            return;
        CopyTo(token);
        _output.Write(json);
    }

    /// <summary>Puts ready JSON before a token's end, after all that stands inside it: a further member of an object, say.</summary>
    public void BeforeEnd(JsonSpan container, ReadOnlySpan<byte> json) => Raw(new(container.End - 1, 0), json);

    /// <summary>Copies what is left.</summary>
    public void Finish() => CopyTo(new(_json.Length, 0));

    void CopyTo(JsonSpan token)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(token.Start, _copied, nameof(token));
        var part = _json[_copied..token.Start];
        while (!_lineStart.IsEmpty && part.IndexOf((byte)'\n') is >= 0 and var at)
        {
            _output.Write(part[..(at + 1)]);
            _output.Write(_lineStart);
            part = part[(at + 1)..];
        }
        _output.Write(part);
        _copied = token.End;
    }
}
