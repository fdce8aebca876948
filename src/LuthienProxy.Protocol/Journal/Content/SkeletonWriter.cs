using System.Buffers;
using System.Security.Cryptography;

namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>Writes skeletons, one after the other, into one buffer. Before the skeleton there is room for the parent's hash, so that an item's hash is one pass over the buffer.</summary>
sealed class SkeletonWriter
{
    readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public SkeletonWriter() => Reset();

    /// <summary>The skeleton so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan[ContentHash.Size..];

    /// <summary>Starts the next skeleton.</summary>
    public void Reset()
    {
        _buffer.ResetWrittenCount();
        _buffer.GetSpan(ContentHash.Size)[..ContentHash.Size].Clear();
        _buffer.Advance(ContentHash.Size);
        _buffer.GetSpan(1)[0] = Skeleton.Version;
        _buffer.Advance(1);
    }

    public void Literal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        Skeleton.WriteNumber(_buffer, Skeleton.Kind.Literal, bytes.Length);
        _buffer.Write(bytes);
    }

    public void Content(ContentHash hash) => Named(Skeleton.Kind.Content, 0, hash);

    public void Chain(int count, ContentHash head) => Named(Skeleton.Kind.Chain, count, head);

    /// <summary>Adds the parts of another skeleton.</summary>
    public void Parts(SkeletonWriter other) => _buffer.Write(other.Written[1..]);

    /// <summary>The name of the skeleton as an item behind a parent.</summary>
    public ContentHash HashBehind(ContentHash? parent)
    {
        // The room before the skeleton: the buffer's own memory, which only its writer sees as writable.
        var whole = System.Runtime.InteropServices.MemoryMarshal.AsMemory(_buffer.WrittenMemory).Span;
        (parent ?? default).CopyTo(whole);
        Span<byte> hash = stackalloc byte[ContentHash.Size];
        SHA256.HashData(whole, hash);
        return ContentHash.Read(hash);
    }

    void Named(Skeleton.Kind kind, int count, ContentHash hash)
    {
        Skeleton.WriteNumber(_buffer, kind, count);
        hash.CopyTo(_buffer.GetSpan(ContentHash.Size));
        _buffer.Advance(ContentHash.Size);
    }
}
