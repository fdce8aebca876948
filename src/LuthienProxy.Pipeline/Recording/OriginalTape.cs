using System.Runtime.InteropServices;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>
/// The upstream's body as its bytes came: the chunks themselves, by reference, until they are on record and the delivery has passed them.
/// </summary>
/// <remarks>
/// <para>A cursor marks where the delivery stands; it only moves forward. It belongs to the call's flow; appending, settling and cutting need the recorder's lock.</para>
/// <para>
/// Where policies may remove what must not be kept (<paramref name="isSettling"/>), bytes become due when they were delivered as they came
/// (<see cref="Settle"/>), and what the delivery passed over becomes due as removed: nothing is written before its delivered form is known.
/// Else every byte is due as it comes.
/// </para>
/// </remarks>
sealed class OriginalTape(bool isSettling)
{
    const int TrimAt = 32;
    const int ShortestFind = 16;
    const int FindWindow = 64 * 1024;

    readonly List<OriginalChunk> _chunks = [];
    readonly List<OriginalRange> _due = new(1);
    int _at;
    long _cut;
    long _settled;

    /// <summary>How many bytes have come.</summary>
    public long End { get; private set; }

    /// <summary>Where the delivery stands.</summary>
    public long Cursor { get; private set; }

    /// <summary>Bytes that are due on record.</summary>
    public long DueBytes => (isSettling ? _settled : End) - _cut;

    /// <summary>Bytes of the arrays in memory that chunks stand in. Any thread may read it; it may lag.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Bytes that are held because the delivery has not passed them.</summary>
    public long Held => End - Cursor;

    /// <summary>Whether the bytes stand right behind the last chunk in memory.</summary>
    public bool IsContinuedBy(ReadOnlyMemory<byte> bytes) =>
        _chunks is [.., var last] && MemoryMarshal.TryGetArray(bytes, out var next) && ReferenceEquals(next.Array, last.Array) && next.Offset == last.Start + last.Length;

    public void Append(ReadOnlyMemory<byte> chunk)
    {
        if (chunk.IsEmpty)
            return;
        if (!MemoryMarshal.TryGetArray(chunk, out var array))
            array = new(chunk.ToArray());
        Trim();
        if (_chunks is not [.., var last] || !ReferenceEquals(last.Array, array.Array))
            HeldBytes += array.Array!.Length;
        _chunks.Add(new(array.Array!, array.Offset, array.Count, End));
        if (!isSettling)
            MakeDue(End, End + array.Count, isKept: true);
        End += array.Count;
    }

    /// <summary>How many of the given bytes stand at the given offset, counted from their first. The offset must not lie before the cursor.</summary>
    public int CommonPrefix(long offset, ReadOnlySpan<byte> bytes)
    {
        var common = 0;
        for (var i = ChunkAt(offset); i < _chunks.Count && common < bytes.Length; i++)
        {
            var rest = _chunks[i].From(offset + common);
            var length = Math.Min(rest.Length, bytes.Length - common);
            var equal = rest[..length].CommonPrefixLength(bytes.Slice(common, length));
            common += equal;
            if (equal < length)
                break;
        }
        return common;
    }

    /// <summary>Where a slice of an appended chunk stands in the body; false when it is no such slice, or lies behind the cursor.</summary>
    public bool TryLocate(ReadOnlyMemory<byte> slice, out long offset)
    {
        offset = 0;
        if (slice.IsEmpty || !MemoryMarshal.TryGetArray(slice, out var wanted))
            return false;
        for (var i = ChunkAt(Cursor); i < _chunks.Count; i++)
        {
            var chunk = _chunks[i];
            if (!ReferenceEquals(chunk.Array, wanted.Array) || wanted.Offset < chunk.Start || wanted.Offset + wanted.Count > chunk.Start + chunk.Length)
                continue;
            offset = chunk.Offset + (wanted.Offset - chunk.Start);
            return offset >= Cursor;
        }
        return false;
    }

    /// <summary>Where bytes stand in what comes behind the cursor; looks at a window only, and only for what is long enough to be recognised.</summary>
    public bool TryFind(ReadOnlySpan<byte> bytes, out long offset)
    {
        offset = 0;
        if (bytes.Length is < ShortestFind or > FindWindow || Held < bytes.Length)
            return false;
        var window = Bytes(Cursor, Math.Min(End, Cursor + FindWindow)).Span;
        var at = window.IndexOf(bytes);
        offset = Cursor + at;
        return at >= 0;
    }

    /// <summary>Moves the cursor forward.</summary>
    public void MoveTo(long offset)
    {
        Cursor = Math.Min(Math.Max(Cursor, offset), End);
        _at = ChunkAt(Cursor);
    }

    /// <summary>Moves the cursor past line ends, to where the next frame begins.</summary>
    public void SkipLineEnds()
    {
        while (Cursor < End && _chunks[_at].From(Cursor)[0] is (byte)'\r' or (byte)'\n')
            MoveTo(Cursor + 1);
    }

    /// <summary>These bytes were delivered as they came; those between them and the ones before were not.</summary>
    public void Settle(long from, long length)
    {
        if (!isSettling)
            return;
        PassOver(from);
        if (from + length <= _settled)
            return;
        MakeDue(_settled, from + length, isKept: true);
        _settled = from + length;
    }

    /// <summary>What comes before the given offset will not be delivered as it came.</summary>
    public void PassOver(long to)
    {
        if (!isSettling || to <= _settled)
            return;
        MakeDue(_settled, to, isKept: false);
        _settled = to;
    }

    /// <summary>Lets go of every chunk: nothing will be compared with them any more, and what is on its way to the record has its own reference.</summary>
    public void Release()
    {
        _chunks.Clear();
        _at = 0;
        HeldBytes = 0;
    }

    /// <summary>Takes what is due on record, in pieces.</summary>
    public void Cut(PayloadKeeper keeper, Action<JournalEvent> record)
    {
        foreach (var range in _due)
        {
            var bytes = Bytes(range.From, range.To);
            record(new OriginalSegment(range.From, range.IsKept ? keeper.Keep(bytes) : PayloadKeeper.Redact(bytes)));
            _cut = range.To;
        }
        _due.Clear();
    }

    void MakeDue(long from, long to, bool isKept)
    {
        if (_due is [.., var last] && last.To == from && last.IsKept == isKept)
            _due[^1] = last with { To = to };
        else
            _due.Add(new(from, to, isKept));
    }

    ReadOnlyMemory<byte> Bytes(long from, long to)
    {
        var first = _chunks.FindIndex(chunk => chunk.End > from);
        var last = _chunks.FindIndex(first, chunk => chunk.End >= to);
        if (AreOneBlock(first, last))
            return new(_chunks[first].Array, _chunks[first].Start + (int)(from - _chunks[first].Offset), (int)(to - from));
        var joined = GC.AllocateUninitializedArray<byte>((int)(to - from));
        for (var (i, done) = (first, 0); done < joined.Length; i++)
        {
            var piece = _chunks[i].Between(from + done, Math.Min(_chunks[i].End, to)).Span;
            piece.CopyTo(joined.AsSpan(done));
            done += piece.Length;
        }
        return joined;
    }

    bool AreOneBlock(int first, int last)
    {
        var (head, tail) = (_chunks[first], _chunks[last]);
        return ReferenceEquals(head.Array, tail.Array) && tail.Start - head.Start == tail.Offset - head.Offset;
    }

    int ChunkAt(long offset)
    {
        var i = _at;
        while (i < _chunks.Count && _chunks[i].End <= offset)
            i++;
        return i;
    }

    // In heaps: moving the list for every chunk would cost more than the chunk. But a slow stream, on record after each of them, holds none.
    void Trim()
    {
        if (_at == _chunks.Count && _cut == End)
            Release();
        if (_chunks.Count < TrimAt)
            return;
        var passed = 0;
        while (passed < _at && _chunks[passed].End <= _cut)
            passed++;
        if (passed < TrimAt / 2)
            return;
        for (var i = 0; i < passed; i++)
            // An array goes with its last chunk.
            if (i + 1 == _chunks.Count || !ReferenceEquals(_chunks[i].Array, _chunks[i + 1].Array))
                HeldBytes -= _chunks[i].Array.Length;
        _chunks.RemoveRange(0, passed);
        _at -= passed;
    }
}
