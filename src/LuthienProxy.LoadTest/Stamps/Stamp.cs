using System.Runtime.InteropServices;

namespace LuthienProxy.LoadTest.Stamps;

/// <summary>What a delta says of itself.</summary>
/// <param name="Call">The number of its call.</param>
/// <param name="Delta">Its own number in the answer, from 0.</param>
/// <param name="Time">When it left; that of the first delta is when the answer's first byte left.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct Stamp(int Call, int Delta, long Time);
