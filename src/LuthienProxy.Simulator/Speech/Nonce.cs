using System.Buffers.Text;

namespace LuthienProxy.Simulator.Speech;

/// <summary>
/// The part of every id that differs from call to call. Answers are encoded once with <see cref="Placeholder"/> in its place
/// and patched while they are written, so that a cached answer still has ids of its own. The placeholder is a valid nonce itself.
/// </summary>
static class Nonce
{
    public const string Placeholder = "51a70f51a70f51a7";

    static ReadOnlySpan<byte> PlaceholderBytes => "51a70f51a70f51a7"u8;

    /// <summary>Where the placeholder stands in the bytes; an empty array costs nothing later.</summary>
    public static int[] Find(ReadOnlySpan<byte> bytes)
    {
        var found = new List<int>();
        for (var at = 0; bytes[at..].IndexOf(PlaceholderBytes) is var next and >= 0; at += next + Placeholder.Length)
            found.Add(at + next);
        return [.. found];
    }

    /// <summary>Writes the call's number as 16 hexadecimal digits.</summary>
    public static void Write(ulong number, Span<byte> digits) => Utf8Formatter.TryFormat(number, digits, out _, new('x', (byte)Placeholder.Length));

    /// <summary>The text with the placeholder replaced; for headers.</summary>
    public static string Apply(string text, ulong number) => text.Replace(Placeholder, number.ToString("x16"), StringComparison.Ordinal);
}
