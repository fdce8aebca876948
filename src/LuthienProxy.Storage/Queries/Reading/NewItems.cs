using System.Buffers;
using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>What is new in a request.</summary>
/// <param name="Envelope">The skeleton of the body.</param>
/// <param name="Items">The messages that no call before it had, in order.</param>
/// <param name="Known">How many it has besides.</param>
/// <param name="IsOnRecord">Whether the whole history is.</param>
sealed record NewItems(ReadOnlyMemory<byte> Envelope, IReadOnlyList<ContentHash> Items, int Known, bool IsOnRecord)
{
    /// <summary>The body with the new messages only; null when a part of it is not on record.</summary>
    internal ReadOnlyMemory<byte>? Assemble(PartsLoader parts)
    {
        var body = new ArrayBufferWriter<byte>();
        var isWhole = IsOnRecord;
        foreach (var part in PartsLoader.Parts(Envelope))
            isWhole &= part is SkeletonPart.Chain ? TryWriteItems(body, parts) : TryWrite(body, part, parts);
        return isWhole ? body.WrittenMemory : null;
    }

    bool TryWriteItems(ArrayBufferWriter<byte> body, PartsLoader parts)
    {
        var items = new ArrayBufferWriter<byte>();
        foreach (var hash in Items)
        {
            if (parts.Item(hash) is not { } skeleton)
                return false;
            foreach (var part in PartsLoader.Parts(skeleton))
                if (!TryWrite(items, part, parts))
                    return false;
        }
        // An item begins with what parted it from the one before, which may not be here.
        body.Write(items.WrittenSpan.TrimStart(", \t\r\n"u8));
        return true;
    }

    static bool TryWrite(ArrayBufferWriter<byte> body, SkeletonPart part, PartsLoader parts)
    {
        ReadOnlyMemory<byte>? bytes = part switch
        {
            SkeletonPart.Literal literal => literal.Bytes,
            SkeletonPart.Value value => parts.Content(value.Hash),
            _ => null,
        };
        if (bytes is { } known)
            body.Write(known.Span);
        return bytes is not null;
    }
}
