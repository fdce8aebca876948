
namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>Puts together what <see cref="BodySplitter"/> took apart. Thread-safe, as far as the parts are.</summary>
public static class BodyAssembler
{
    /// <summary>The body; null when a part is missing or damaged, or the whole has another size than it had.</summary>
    /// <param name="envelope">The body's skeleton.</param>
    /// <param name="size">How many bytes the body had: also the most that is put together.</param>
    /// <param name="parts">Where the rest is found.</param>
    public static ReadOnlyMemory<byte>? Assemble(ReadOnlyMemory<byte> envelope, int size, IBodyParts parts)
    {
        var body = new byte[size];
        var room = body.AsSpan();
        return TryWrite(envelope, parts, ref room, mayHoldItems: true) && room.IsEmpty ? (ReadOnlyMemory<byte>?)body : null;
    }

    static bool TryWrite(ReadOnlyMemory<byte> skeleton, IBodyParts parts, ref Span<byte> room, bool mayHoldItems)
    {
        if (!Skeleton.TryRead(skeleton, out var pieces))
            return false;
        foreach (var piece in pieces)
        {
            var isWritten = piece switch
            {
                SkeletonPart.Literal literal => TryCopy(literal.Bytes, ref room),
                SkeletonPart.Value value => TryCopy(parts.Content(value.Hash), ref room),
                // An item holds no items: what claims so is damaged.
                SkeletonPart.Chain chain => mayHoldItems && TryWriteAll(parts.Items(chain), parts, ref room),
                _ => false,
            };
            if (!isWritten)
                return false;
        }
        return true;
    }

    static bool TryWriteAll(IReadOnlyList<ReadOnlyMemory<byte>>? items, IBodyParts parts, ref Span<byte> room)
    {
        foreach (var item in items ?? [])
            if (!TryWrite(item, parts, ref room, mayHoldItems: false))
                return false;
        return items is not null;
    }

    static bool TryCopy(ReadOnlyMemory<byte>? bytes, ref Span<byte> room)
    {
        if (bytes is not { } known || known.Length > room.Length)
            return false;
        known.Span.CopyTo(room);
        room = room[known.Length..];
        return true;
    }
}
