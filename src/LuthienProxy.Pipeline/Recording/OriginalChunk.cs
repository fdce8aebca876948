using System.Runtime.InteropServices;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>One read from the upstream, by reference: its memory never changes.</summary>
/// <param name="Array">The array it stands in; frames decoded from it hold slices of the same array, which is how they are found again.</param>
/// <param name="Start">Where it begins in the array.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Offset">Where it begins in the upstream's body.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct OriginalChunk(byte[] Array, int Start, int Length, long Offset)
{
    public long End => Offset + Length;

    public ReadOnlySpan<byte> From(long offset) => new(Array, Start + (int)(offset - Offset), (int)(End - offset));

    public ReadOnlyMemory<byte> Between(long from, long to) => new(Array, Start + (int)(from - Offset), (int)(to - from));
}
