using System.Runtime.InteropServices;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>A run of delivered bytes before it is written down.</summary>
/// <param name="From">Where it begins in the upstream's body; negative for bytes that were written here.</param>
/// <param name="Length">How many bytes it has.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct DeliveredPiece(long From, int Length)
{
    const long Here = -1;

    public bool IsCopy => From >= 0;

    public static DeliveredPiece Literal(int length) => new(Here, length);

    /// <summary>Whether the other piece goes on where this one ends.</summary>
    public bool IsContinuedBy(DeliveredPiece next) => IsCopy ? next.From == From + Length : !next.IsCopy;
}
