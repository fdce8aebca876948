using System.Buffers.Binary;

namespace LuthienProxy.Storage.Spool;

/// <summary>Reading: record by record, over damaged places, and what a process before has left.</summary>
partial class SpoolFile
{
    /// <summary>How much is searched at a time for the next record behind a damaged place.</summary>
    const int SearchBytes = 64 * 1024;

    /// <summary>Opens a file that is there, finds its complete records, and cuts what was not written completely.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cut">How many bytes were cut.</param>
    /// <returns>Null when it is no file of a spool, or nothing was ever written to it.</returns>
    /// <exception cref="IOException">Another process has it open, or the disk fails.</exception>
    public static SpoolFile? Adopt(string path, out long cut)
    {
        var stream = Open(path, FileMode.Open);
        var handle = stream.SafeFileHandle;
        var size = RandomAccess.GetLength(handle);
        Span<byte> preamble = stackalloc byte[PreambleBytes];
        cut = size;
        if (RandomAccess.Read(handle, preamble, 0) < PreambleBytes || BinaryPrimitives.ReadUInt64LittleEndian(preamble) != Magic)
        {
            stream.Dispose();
            return null;
        }
        var file = new SpoolFile(path, stream, BinaryPrimitives.ReadUInt64LittleEndian(preamble[sizeof(ulong)..])) { Length = size };
        file.FindEnd();
        cut = size - file.Length;
        if (cut > 0)
            RandomAccess.SetLength(handle, file.Length);
        return file;
    }

    /// <summary>The record at or behind a place.</summary>
    /// <param name="from">Where to look.</param>
    /// <param name="record">The record; its payload and where it begins and ends. It begins behind <paramref name="from"/> where that place is damaged.</param>
    /// <returns>False when no complete record follows.</returns>
    public bool TryRead(long from, out SpoolRecord record)
    {
        for (var at = from; at >= 0; at = FindMark(at + 1))
        {
            if (ReadPayload(at) is not { } payload)
                continue;
            record = new(at, at + SpoolFrame.HeaderBytes + payload.Length, payload);
            return true;
        }
        record = default;
        return false;
    }

    void FindEnd()
    {
        var end = ReadAt;
        while (TryRead(end, out var record))
        {
            end = record.End;
            Records++;
        }
        Length = end;
    }

    byte[]? ReadPayload(long at)
    {
        Span<byte> header = stackalloc byte[SpoolFrame.HeaderBytes];
        if (at + header.Length > Length || RandomAccess.Read(Handle, header, at) < header.Length
            || !SpoolFrame.TryReadHeader(header, _seed, out var length, out var checksum) || at + header.Length + length > Length)
            return null;
        var payload = new byte[length];
        return RandomAccess.Read(Handle, payload, at + header.Length) == length && SpoolFrame.Checksum(_seed, payload) == checksum ? payload : null;
    }

    /// <summary>Where the mark of a record stands next; -1 when it does not.</summary>
    long FindMark(long from)
    {
        Span<byte> mark = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(mark, SpoolFrame.Mark(_seed));
        var window = new byte[SearchBytes];
        // Windows overlap by less than a mark, so that none hides on a border.
        for (var at = from; at + SpoolFrame.HeaderBytes < Length; at += SearchBytes - mark.Length + 1)
        {
            var read = RandomAccess.Read(Handle, window, at);
            if (window.AsSpan(0, read).IndexOf(mark) is >= 0 and var found)
                return at + found;
        }
        return -1;
    }
}
