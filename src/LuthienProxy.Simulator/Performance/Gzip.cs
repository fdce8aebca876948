using System.IO.Compression;

namespace LuthienProxy.Simulator.Performance;

/// <summary>Compresses piece by piece, so that each can be read as soon as it arrives.</summary>
sealed class Gzip : IDisposable
{
    readonly MemoryStream _compressed = new();
    readonly GZipStream _stream;

    public Gzip() => _stream = new GZipStream(_compressed, CompressionLevel.Fastest, leaveOpen: true);

    public byte[] Next(byte[] piece)
    {
        _stream.Write(piece);
        _stream.Flush();
        return Take();
    }

    public byte[] End()
    {
        _stream.Dispose();
        return Take();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _compressed.Dispose();
    }

    byte[] Take()
    {
        var bytes = _compressed.ToArray();
        _compressed.SetLength(0);
        return bytes;
    }
}
