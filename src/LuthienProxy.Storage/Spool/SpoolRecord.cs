using System.Runtime.InteropServices;

namespace LuthienProxy.Storage.Spool;

/// <summary>A record of a spool file: where it begins and ends, and what it holds.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct SpoolRecord(long Begin, long End, ReadOnlyMemory<byte> Payload);
