using System.Buffers;
using System.Collections.Immutable;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>Runs of delivered bytes, merged where they join, with the bytes of those that were written here.</summary>
sealed class PieceList
{
    // A relayed answer is one run that grows.
    readonly List<DeliveredPiece> _pieces = new(1);
    ArrayBufferWriter<byte>? _literals;

    /// <summary>How many bytes the runs deliver.</summary>
    public long Size { get; private set; }

    /// <summary>Bytes of memory that hold what was written here. Any thread may read it; it may lag.</summary>
    public int HeldBytes => _literals?.Capacity ?? 0;

    public void Copy(long from, int length) => Add(new(from, length));

    public void Literal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        (_literals ??= new()).Write(bytes);
        Add(DeliveredPiece.Literal(bytes.Length));
    }

    /// <summary>Moves all of it to the end of another list, and tells the original which of its bytes were delivered.</summary>
    public void MoveTo(PieceList other, OriginalTape original)
    {
        var literal = 0;
        foreach (var piece in _pieces)
        {
            if (piece.IsCopy)
            {
                original.Settle(piece.From, piece.Length);
                other.Copy(piece.From, piece.Length);
                continue;
            }
            other.Literal(_literals!.WrittenSpan.Slice(literal, piece.Length));
            literal += piece.Length;
        }
        Clear();
    }

    public void Clear()
    {
        _pieces.Clear();
        _literals?.ResetWrittenCount();
        Size = 0;
    }

    /// <summary>Takes all of it as it goes on record. The literal bytes are given away.</summary>
    public ImmutableArray<DeliveredRun> Take(PayloadKeeper keeper)
    {
        var runs = ImmutableArray.CreateBuilder<DeliveredRun>(_pieces.Count);
        var literal = 0;
        foreach (var piece in _pieces)
        {
            if (piece.IsCopy)
            {
                runs.Add(new DeliveredRun.Copy(piece.From, piece.Length));
                continue;
            }
            runs.Add(new DeliveredRun.Literal(keeper.Keep(_literals!.WrittenMemory.Slice(literal, piece.Length))));
            literal += piece.Length;
        }
        _literals = null;
        Clear();
        return runs.MoveToImmutable();
    }

    void Add(DeliveredPiece piece)
    {
        Size += piece.Length;
        if (_pieces is [.., var last] && last.IsContinuedBy(piece))
            _pieces[^1] = last with { Length = last.Length + piece.Length };
        else if (piece.Length > 0)
            _pieces.Add(piece);
    }
}
