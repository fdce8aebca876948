namespace LuthienProxy.LoadTest.Stamps;

/// <summary>Finds stamps in text that comes in pieces, however it was cut. Not thread-safe.</summary>
/// <param name="seed">The run's.</param>
/// <param name="size">Of each stamp.</param>
sealed class StampReader(ulong seed, int size)
{
    byte[]? _partial;
    int _have;

    /// <summary>Whether a stamp has begun that is not whole.</summary>
    public bool IsInside => _have > 0;

    /// <summary>Takes text; false when something in it is no stamp.</summary>
    public bool Take<TTaker>(ReadOnlySpan<byte> text, TTaker taker)
        where TTaker : IStampTaker
    {
        if (_have > 0 && !Complete(ref text, taker))
            return false;
        for (; text.Length >= size; text = text[size..])
        {
            if (!Read(text[..size], taker))
                return false;
        }
        if (!text.IsEmpty)
            Keep(text);
        return true;
    }

    bool Complete<TTaker>(ref ReadOnlySpan<byte> text, TTaker taker)
        where TTaker : IStampTaker
    {
        var piece = text[..Math.Min(size - _have, text.Length)];
        text = text[piece.Length..];
        Keep(piece);
        if (_have < size)
            return true;
        _have = 0;
        return Read(_partial, taker);
    }

    bool Read<TTaker>(ReadOnlySpan<byte> stamp, TTaker taker)
        where TTaker : IStampTaker
    {
        if (!StampText.TryRead(seed, stamp, out var read))
            return false;
        taker.Take(read);
        return true;
    }

    void Keep(ReadOnlySpan<byte> piece)
    {
        _partial ??= new byte[size];
        piece.CopyTo(_partial.AsSpan(_have));
        _have += piece.Length;
    }
}
