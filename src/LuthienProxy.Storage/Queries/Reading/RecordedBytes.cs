using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>The body of an answer, both sides, put together from its segments. Not thread-safe.</summary>
sealed class RecordedBytes
{
    readonly List<OriginalSegment> _original = [];
    readonly List<DeliveredSegment> _delivered = [];
    readonly Dictionary<long, DateTimeOffset> _deliveredAt = [];

    /// <summary>Whether the upstream sent any byte.</summary>
    internal bool HasOriginal => _original.Count > 0;

    /// <summary>Whether any byte was delivered.</summary>
    internal bool HasDelivered => _delivered.Count > 0;

    internal void Add(OriginalSegment segment) => _original.Add(segment);

    internal void Add(DeliveredSegment segment, DateTimeOffset at)
    {
        _delivered.Add(segment);
        _deliveredAt[segment.Offset] = at;
    }

    /// <summary>What the upstream sent, in the pieces that are on record, up to where the record has a hole.</summary>
    internal (IReadOnlyList<ReadOnlyMemory<byte>> Pieces, bool IsWhole) Pieces()
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        var length = 0L;
        foreach (var segment in _original.OrderBy(static segment => segment.Offset))
        {
            if (segment.Offset != length || segment.Bytes is not Payload.Whole whole)
                return (pieces, false);
            pieces.Add(whole.Bytes);
            length += whole.Size;
        }
        return (pieces, true);
    }

    /// <summary>What the upstream sent, up to where the record has a hole.</summary>
    internal (ReadOnlyMemory<byte> Bytes, bool IsWhole) Original()
    {
        var bytes = new MemoryStream();
        foreach (var segment in _original.OrderBy(static segment => segment.Offset))
        {
            if (segment.Offset != bytes.Length)
                return (Memory(bytes), false);
            if (!TryAppend(bytes, segment.Bytes))
                return (Memory(bytes), false);
        }
        return (Memory(bytes), true);
    }

    /// <summary>What was delivered, up to where the record has a hole.</summary>
    internal (ReadOnlyMemory<byte> Bytes, bool IsWhole) Delivered(ReadOnlyMemory<byte> original)
    {
        var bytes = new MemoryStream();
        foreach (var segment in _delivered.OrderBy(static segment => segment.Offset))
        {
            if (segment.Offset != bytes.Length)
                return (Memory(bytes), false);
            foreach (var run in segment.Runs)
                if (!TryAppend(bytes, run, original.Span))
                    return (Memory(bytes), false);
        }
        return (Memory(bytes), true);
    }

    /// <summary>What was delivered, segment by segment with its time, up to where the record has a hole.</summary>
    internal (IReadOnlyList<(DateTimeOffset At, ReadOnlyMemory<byte> Bytes)> Pieces, bool IsWhole) DeliveredPieces()
    {
        var (original, _) = Original();
        var (bytes, isWhole) = Delivered(original);
        return ([
            .. _delivered.OrderBy(static segment => segment.Offset).Where(segment => segment.Offset < bytes.Length)
                .Select(segment => (_deliveredAt[segment.Offset], bytes.Slice((int)segment.Offset, (int)Math.Min(segment.Size, bytes.Length - segment.Offset)))),
        ], isWhole);
    }

    static bool TryAppend(MemoryStream bytes, DeliveredRun run, ReadOnlySpan<byte> original)
    {
        if (run is DeliveredRun.Literal literal)
            return TryAppend(bytes, literal.Bytes);
        var copy = (DeliveredRun.Copy)run;
        if (copy.From < 0 || copy.Length < 0 || copy.From + copy.Length > original.Length)
            return false;
        bytes.Write(original.Slice((int)copy.From, (int)copy.Length));
        return true;
    }

    static bool TryAppend(MemoryStream bytes, Payload payload)
    {
        bytes.Write(payload switch
        {
            Payload.Whole whole => whole.Bytes.Span,
            Payload.Cut cut => cut.Head.Span,
            _ => default,
        });
        return payload is Payload.Whole;
    }

    static ReadOnlyMemory<byte> Memory(MemoryStream bytes) => bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
}
