using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace LuthienProxy.Storage.Spool;

/// <summary>
/// One append file of the spool, open and locked against other processes as long as this one lives. Not thread-safe.
/// </summary>
sealed partial class SpoolFile : IDisposable
{
    /// <summary>The first bytes of every file; the seed follows them.</summary>
    const ulong Magic = 0x314C4F4F5053544C; // "LTSPOOL1"

    internal const int PreambleBytes = 16;

    readonly FileStream _stream;
    readonly ulong _seed;

    SpoolFile(string path, FileStream stream, ulong seed)
    {
        (Path, _stream, _seed) = (path, stream, seed);
        (Length, ReadAt) = (PreambleBytes, PreambleBytes);
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Where the last complete record ends.</summary>
    public long Length { get; private set; }

    /// <summary>Where the next record to be drained begins.</summary>
    public long ReadAt { get; private set; }

    /// <summary>How many records from <see cref="ReadAt"/> on can be read.</summary>
    public int Records { get; private set; }

    /// <summary>Whether nothing may be appended any more: a write has failed, and its traces could not be removed.</summary>
    public bool IsSealed { get; private set; }

    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public static SpoolFile Create(string path)
    {
        var seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var stream = Open(path, FileMode.CreateNew);
        try
        {
            Span<byte> preamble = stackalloc byte[PreambleBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(preamble, Magic);
            BinaryPrimitives.WriteUInt64LittleEndian(preamble[sizeof(ulong)..], seed);
            RandomAccess.Write(stream.SafeFileHandle, preamble, 0);
            return new(path, stream, seed);
        }
        catch (IOException)
        {
            stream.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Writes records behind the last one and waits until the disk has them. All of them or, when it throws, none.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> payloads)
    {
        using var frames = new MemoryStream(payloads.Sum(static payload => payload.Length + SpoolFrame.HeaderBytes));
        foreach (var payload in payloads)
            SpoolFrame.Write(frames, _seed, payload.Span);
        try
        {
            RandomAccess.Write(Handle, frames.GetBuffer().AsSpan(0, (int)frames.Length), Length);
            RandomAccess.FlushToDisk(Handle);
        }
        catch (IOException)
        {
            CutBack();
            throw;
        }
        Length += frames.Length;
        Records += payloads.Count;
    }

    /// <summary>Everything before this place is in the database.</summary>
    public void Advance(long to, int records)
    {
        ReadAt = to;
        Records = to >= Length ? 0 : Records - records;
    }

    /// <summary>Closes the file and removes it.</summary>
    public void Delete()
    {
        _stream.Dispose();
        File.Delete(Path);
    }

    public void Dispose() => _stream.Dispose();

    SafeFileHandle Handle => _stream.SafeFileHandle;

    // What a failed write has left must not stay: it may look complete.
    void CutBack()
    {
        try
        {
            RandomAccess.SetLength(Handle, Length);
        }
        catch (IOException)
        {
            IsSealed = true;
        }
    }

    // Without sharing: the operating system keeps other processes out, and gives the file free when this one dies.
    static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is FileMode.CreateNew)
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
