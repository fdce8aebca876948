using System.Runtime.InteropServices;

namespace LuthienProxy.Protocol.Json;

/// <summary>Where a message may differ from the one that a <see cref="JsonMould"/> was made of.</summary>
/// <param name="At">The inside of a string, or the token of a number.</param>
/// <param name="IsNumber">Whether it is a number.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct JsonHole(JsonSpan At, bool IsNumber = false);
