using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LuthienProxy.Simulator.Performance;

/// <summary>Where the text of a stamped delta stands in the bytes of a step. Answers are encoded once with placeholders, which the call's <see cref="DeltaStamp"/> overwrites.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct StampPlace(int Offset, int Length, int Delta)
{
    const string Head = "stamp~";
    const int Digits = 8;
    const char Padding = '.';

    static ReadOnlySpan<byte> HeadBytes => "stamp~"u8;

    /// <summary>The text that stands for a delta of this size.</summary>
    public static string Placeholder(int delta, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, Head.Length + Digits);
        return (Head + delta.ToString("x8", CultureInfo.InvariantCulture)).PadRight(size, Padding);
    }

    /// <summary>The places in the bytes; an empty array costs nothing later.</summary>
    public static StampPlace[] Find(ReadOnlySpan<byte> bytes)
    {
        var found = new List<StampPlace>();
        for (var at = 0; bytes[at..].IndexOf(HeadBytes) is var next and >= 0;)
        {
            var start = at + next;
            at = start + Head.Length;
            if (bytes.Length - at < Digits || !Utf8Parser.TryParse(bytes.Slice(at, Digits), out int delta, out var digits, 'x') || digits != Digits)
                continue;
            at += Digits;
            while (at < bytes.Length && bytes[at] == Padding)
                at++;
            found.Add(new(start, at - start, delta));
        }

        return [.. found];
    }
}
