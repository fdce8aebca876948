using System.Collections.Immutable;

namespace LuthienProxy.Protocol.Journal;

/// <summary>Recorded bytes, or a typed marker that stands where they are not kept. A closed choice. Immutable: the memory must never change.</summary>
public abstract record Payload
{
    Payload(long size) => Size = size;

    /// <summary>How many bytes there were.</summary>
    public long Size { get; }

    /// <summary>All of the bytes.</summary>
    public sealed record Whole(ReadOnlyMemory<byte> Bytes) : Payload(Bytes.Length)
    {
        /// <inheritdoc/>
        public bool Equals(Whole? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

        /// <inheritdoc/>
        public override int GetHashCode() => Bytes.Length;
    }

    /// <summary>The bytes are not kept, or only their beginning.</summary>
    /// <param name="FullSize">How many there were.</param>
    /// <param name="Sha256">SHA-256 of all of them.</param>
    /// <param name="Head">The beginning that is kept; may be empty.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Cut(long FullSize, ImmutableArray<byte> Sha256, ReadOnlyMemory<byte> Head, CutReason Reason) : Payload(FullSize)
    {
        /// <inheritdoc/>
        public bool Equals(Cut? other) =>
            other is not null && FullSize == other.FullSize && Reason == other.Reason && Sha256.AsSpan().SequenceEqual(other.Sha256.AsSpan()) && Head.Span.SequenceEqual(other.Head.Span);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(FullSize, Reason);
    }
}
