using System.Buffers.Binary;
using LuthienProxy.Storage.Spool;

namespace LuthienProxy.Storage.Tests.Support;

/// <summary>Where the records lie in an undamaged spool file, found without the code under test but for the mark.</summary>
static class SpoolReading
{
    public static IReadOnlyList<(int Begin, int End)> RecordsOf(byte[] file)
    {
        var records = new List<(int, int)>();
        for (var at = SpoolFile.PreambleBytes; at < file.Length;)
        {
            var end = at + SpoolFrame.HeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + sizeof(uint)));
            records.Add((at, end));
            at = end;
        }
        return records;
    }
}
