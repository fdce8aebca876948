using System.Runtime.InteropServices;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>What stands on the same height of two sequences.</summary>
/// <param name="Before">The index in the one; null where it has nothing here.</param>
/// <param name="After">The index in the other; null where it has nothing here.</param>
/// <param name="IsEqual">Whether both are there and equal.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct AlignedPair(int? Before, int? After, bool IsEqual)
{
    internal ChangeKind Change => (Before, After) switch
    {
        (null, _) => ChangeKind.Added,
        (_, null) => ChangeKind.Removed,
        _ => IsEqual ? ChangeKind.Same : ChangeKind.Changed,
    };
}
