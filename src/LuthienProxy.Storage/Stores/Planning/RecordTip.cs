using System.Runtime.InteropServices;

namespace LuthienProxy.Storage.Stores.Planning;

/// <summary>Where the record of a transaction ends.</summary>
/// <param name="Last">The last sequence number on record; 0 when there is none.</param>
/// <param name="Ending">Whether that event is a terminal one.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct RecordTip(int Last, RecordEnding Ending);
