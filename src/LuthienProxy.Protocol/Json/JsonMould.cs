using System.Buffers;

namespace LuthienProxy.Protocol.Json;

/// <summary>
/// A message of JSON as a mould for those that follow: whether another one is the same but for what stands in a few holes. Comparing bytes is many times cheaper
/// than reading JSON, and proves as much: what stands around the holes was read before. Of one stream; not thread-safe.
/// </summary>
/// <remarks>Keeps a copy of the message, not the memory it came in: that belongs to a chunk, which would be held for as long as the mould serves.</remarks>
sealed class JsonMould
{
    /// <summary>What is larger is no delta, and is not copied to be compared with.</summary>
    public const int MaxBytes = 2 * 1024;

    const int MaxDigits = 9;

    static readonly SearchValues<byte> EndsPlainText = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    readonly byte[] _json;
    readonly JsonHole[] _holes;
    readonly JsonSpan[] _found;

    /// <param name="json">A message that was read.</param>
    /// <param name="holes">Where others may differ, in any order; those that are absent are none.</param>
    public JsonMould(ReadOnlySpan<byte> json, params ReadOnlySpan<JsonHole> holes)
    {
        _json = json.ToArray();
        _holes = [.. holes.ToArray().Where(hole => hole.At.IsPresent).OrderBy(hole => hole.At.Start)];
        _found = new JsonSpan[_holes.Length];
    }

    /// <summary>Whether the data is the message again but for its holes. When it is not, nothing is known of it.</summary>
    public bool Fits(ReadOnlySpan<byte> data)
    {
        var (at, solid) = (0, 0);
        for (var i = 0; i < _holes.Length; i++)
        {
            var hole = _holes[i];
            var before = _json.AsSpan(solid, hole.At.Start - solid);
            if (!data[at..].StartsWith(before))
                return false;
            at += before.Length;
            var length = hole.IsNumber ? NumberLength(data[at..]) : TextLength(data[at..]);
            if (length <= 0)
                return false;
            _found[i] = new(at, length);
            (at, solid) = (at + length, hole.At.End);
        }
        return data[at..].SequenceEqual(_json.AsSpan(solid));
    }

    /// <summary>Where a token of the message stands in the data that fitted last: a hole itself, or one that overlaps none.</summary>
    public JsonSpan Now(JsonSpan token)
    {
        var moved = 0;
        for (var i = 0; i < _holes.Length && token.Start >= _holes[i].At.Start; i++)
        {
            if (token.Start == _holes[i].At.Start)
                return _found[i];
            moved = _found[i].End - _holes[i].At.End;
        }
        return token.IsPresent ? token with { Start = token.Start + moved } : token;
    }

    /// <summary>The length of text that stands before its closing quote, escapes included; negative when no string of JSON ends so.</summary>
    public static int TextLength(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (true)
        {
            var plain = data[at..].IndexOfAny(EndsPlainText);
            if (plain < 0)
                return -1;
            at += plain;
            if (data[at] == '"')
                return at;
            var escape = data[at] == '\\' ? EscapeLength(data[at..]) : 0;
            if (escape == 0)
                return -1;
            at += escape;
        }
    }

    static int EscapeLength(ReadOnlySpan<byte> data) => data switch
    {
        [_, (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t', ..] => 2,
        [_, (byte)'u', var a, var b, var c, var d, ..] when IsHex(a) && IsHex(b) && IsHex(c) && IsHex(d) => 6,
        _ => 0,
    };

    static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);

    // A whole number that is not negative, as JSON writes it, and that an Int32 holds.
    static int NumberLength(ReadOnlySpan<byte> data)
    {
        var length = data.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length is > 0 and <= MaxDigits && (length == 1 || data[0] != '0') ? length : -1;
    }
}
