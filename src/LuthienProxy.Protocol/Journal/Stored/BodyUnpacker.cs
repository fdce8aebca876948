using System.Collections.Immutable;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>Hands the payloads of one event out in the order in which they were packed.</summary>
sealed class BodyUnpacker
{
    // DEFLATE gains at most 1,032:1; a size beyond that is not the size of these bytes.
    const int MostGain = 1100;

    ReadOnlyMemory<byte> _rest;

    BodyUnpacker(ReadOnlyMemory<byte> bytes) => _rest = bytes;

    /// <summary>Unpacks a body for the payloads that the event's JSON names; null when they do not fit.</summary>
    public static BodyUnpacker? Open(ReadOnlyMemory<byte>? body, params ReadOnlySpan<StoredForms.Bytes?> payloads)
    {
        long size = 0;
        foreach (var payload in payloads)
            size += LengthOf(payload) is >= 0 and <= int.MaxValue and var length ? length : int.MaxValue;
        if (body is not { IsEmpty: false } packed)
            return size == 0 ? new BodyUnpacker(default) : null;
        var encoding = (BodyEncoding)packed.Span[0];
        if (size > Array.MaxLength || (encoding == BodyEncoding.Deflate && size > (long)packed.Length * MostGain))
            return null;
        return StoredBytes.Unpack(encoding, packed[1..], (int)size) is { } bytes ? new BodyUnpacker(bytes) : null;
    }

    public ReadOnlyMemory<byte> Take(StoredForms.Bytes payload)
    {
        var length = (int)LengthOf(payload);
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public Payload? Payload(StoredForms.Bytes? payload) => payload switch
    {
        null => null,
        { Skeleton: not null } => Missing(payload.Size),
        { Cut: { } reason } => new Payload.Cut(payload.Size, Hash(payload.Sha256), Take(payload), reason),
        _ => new Payload.Whole(Take(payload)),
    };

    /// <summary>Stands for bytes of which a part is no longer on record.</summary>
    public static Payload.Cut Missing(long size) => new(size, [], default, CutReason.Missing);

    static long LengthOf(StoredForms.Bytes? payload) => payload switch
    {
        null => 0,
        { Skeleton: { } length } => length,
        { Cut: not null } => payload.Head ?? 0,
        _ => payload.Size,
    };

    static ImmutableArray<byte> Hash(string? hex) =>
        Content.ContentHash.TryParse(hex, out var hash) ? [.. hash.ToArray()] : [];
}
