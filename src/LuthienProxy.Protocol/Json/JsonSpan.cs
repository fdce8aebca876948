using System.Runtime.InteropServices;
using System.Text.Json;

namespace LuthienProxy.Protocol.Json;

/// <summary>Where a token stands in the JSON it was read from, in bytes. <c>default</c> means that there is none.</summary>
/// <param name="Start">The offset of its first byte.</param>
/// <param name="Length">Its length; 0 for the inside of an empty string.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct JsonSpan(int Start, int Length)
{
    /// <summary>Whether the token exists: nothing but an object or array itself begins at offset 0.</summary>
    public bool IsPresent => Start > 0;

    /// <summary>The offset behind its last byte.</summary>
    public int End => Start + Length;

    /// <summary>The token that a reader over contiguous bytes stands on, with its quotes if it is a string.</summary>
    public static JsonSpan OfToken(in Utf8JsonReader reader) =>
        new((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));

    /// <summary>The inside of the string that a reader over contiguous bytes stands on: between the quotes, still escaped.</summary>
    public static JsonSpan OfText(in Utf8JsonReader reader) => new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);

    /// <summary>The object or array that begins where the reader stands; leaves the reader on its end.</summary>
    public static JsonSpan OfValue(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new(start, (int)reader.BytesConsumed - start);
    }

    /// <summary>The token's bytes.</summary>
    public ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> json) => json.Slice(Start, Length);

    /// <inheritdoc cref="In(ReadOnlyMemory{byte})"/>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> json) => json.Slice(Start, Length);
}
