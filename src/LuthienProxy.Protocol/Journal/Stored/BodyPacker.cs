namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>Gathers the payloads of one event while its JSON is made, and packs them as one.</summary>
sealed class BodyPacker
{
    readonly List<ReadOnlyMemory<byte>> _pieces = [];

    public StoredForms.Bytes? Add(Payload? payload) => payload switch
    {
        null => null,
        Payload.Whole whole => Whole(whole),
        Payload.Cut cut => Cut(cut),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public StoredForms.Bytes AddSkeleton(int size, ReadOnlyMemory<byte> skeleton)
    {
        _pieces.Add(skeleton);
        return new(size) { Skeleton = skeleton.Length };
    }

    /// <summary>The body; null when there are no bytes.</summary>
    public ReadOnlyMemory<byte>? Pack()
    {
        var bytes = _pieces switch
        {
            [] => default,
            [var only] => only,
            _ => Joined(),
        };
        if (bytes.IsEmpty)
            return null;
        var encoding = BodyEncoding.Deflate;
        var packed = StoredBytes.Pack(bytes, ref encoding);
        var body = new byte[packed.Length + 1];
        body[0] = (byte)encoding;
        packed.CopyTo(body.AsMemory(1));
        return body;
    }

    StoredForms.Bytes Whole(Payload.Whole whole)
    {
        _pieces.Add(whole.Bytes);
        return new(whole.Size);
    }

    StoredForms.Bytes Cut(Payload.Cut cut)
    {
        _pieces.Add(cut.Head);
        return new(cut.FullSize)
        {
            Cut = cut.Reason,
            Sha256 = cut.Sha256.IsDefaultOrEmpty ? null : Convert.ToHexStringLower(cut.Sha256.AsSpan()),
            Head = cut.Head.Length,
        };
    }

    byte[] Joined()
    {
        var all = new byte[_pieces.Sum(static piece => piece.Length)];
        var at = 0;
        foreach (var piece in _pieces)
        {
            piece.CopyTo(all.AsMemory(at));
            at += piece.Length;
        }
        return all;
    }
}
