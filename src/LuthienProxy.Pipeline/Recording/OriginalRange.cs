using System.Runtime.InteropServices;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>A part of the upstream's body that is due on record.</summary>
/// <param name="From">Its first byte.</param>
/// <param name="To">The byte after its last.</param>
/// <param name="IsKept">Whether its bytes may be kept; else a policy removed them.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct OriginalRange(long From, long To, bool IsKept);
