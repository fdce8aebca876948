using System.Runtime.InteropServices;

namespace LuthienProxy.LoadTest.Plans;

/// <summary>What figures are kept apart by.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct CallKind(WireFormat Format, bool IsStreamed);
