using System.Buffers;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>
/// What is delivered, told as copies of what the upstream sent and bytes that were written here.
/// </summary>
/// <remarks>
/// <para>
/// 0. What many events wrote is compared at once, before it is flushed: one comparison, and all there is in a relayed stream. From the first event that differs on, each is looked at by itself:
/// 1. Bytes that stand in the original where the delivery had come to are a copy.
/// 2. Else the frame that the event came from is looked up: events keep slices of the upstream's chunks. Framed as the emitters frame, it is a copy again.
/// 3. An edited frame is a copy up to the first difference, and the original goes on behind that frame.
/// Whatever cannot be found is written down as it is, so that a miss costs bytes and never truth.
/// </para>
/// <para>
/// Telling belongs to whoever writes the reply; all else needs the recorder's lock. What was compared waits (<see cref="Pending"/>) until the client's transport has accepted it.
/// </para>
/// </remarks>
/// <param name="original">What the upstream sent.</param>
/// <param name="mostJoined">What one event wrote is looked at as a whole up to so many bytes, also where it stands in two blocks; what is longer, piece by piece.</param>
sealed class DeliveredTape(OriginalTape original, int mostJoined = 8 * 1024)
{
    const int DataPrefix = 6;   // "data: "
    const int NamePrefix = 7;   // "event: "

    readonly List<(WireFrame? Origin, int Length)> _told = [];
    readonly PieceList _pending = new();
    readonly PieceList _open = new();
    long _offset;
    bool _follows;

    /// <summary>Bytes that were written and not yet accepted.</summary>
    public long Pending => _pending.Size;

    /// <summary>Bytes that were accepted and not yet cut.</summary>
    public long Open => _open.Size;

    /// <summary>Bytes of memory that hold what stands nowhere in the original. Any thread may read it; it may lag.</summary>
    public long HeldBytes => _pending.HeldBytes + _open.HeldBytes;

    /// <summary>An event made so many bytes due.</summary>
    /// <param name="origin">The frame that the event came from; null when it was made here.</param>
    /// <param name="length">How many bytes.</param>
    public void Tell(WireFrame? origin, int length)
    {
        if (length > 0)
            _told.Add((origin, length));
    }

    /// <summary>Compares what was told with the original.</summary>
    /// <param name="staged">Where it stands, and nothing else that is new.</param>
    public void Compare(Staging staged)
    {
        // 0.
        var (alike, copied, told) = (CommonPrefix(staged), 0, 0);
        while (told < _told.Count && copied + _told[told].Length <= alike)
            copied += _told[told++].Length;
        if (copied > 0)
        {
            staged.PassNew(copied);
            _pending.Copy(original.Cursor, copied);
            original.MoveTo(original.Cursor + copied);
        }
        for (; told < _told.Count; told++)
            Write(staged, _told[told].Origin, _told[told].Length);
        _told.Clear();
    }

    /// <summary>The transport has accepted what was written; answers with the number of bytes.</summary>
    public long Accept()
    {
        var size = _pending.Size;
        _pending.MoveTo(_open, original);
        return size;
    }

    /// <summary>What was written will not be delivered.</summary>
    public void Discard()
    {
        _told.Clear();
        _pending.Clear();
    }

    /// <summary>What goes on record from the given offset on takes the place of what is there: that was never delivered.</summary>
    public void Rewind(long offset) => _offset = offset;

    /// <summary>Takes what was accepted since the last cut, as it goes on record.</summary>
    public void Cut(PayloadKeeper keeper, Action<JournalEvent> record)
    {
        if (_open.Size == 0)
            return;
        var (offset, size) = (_offset, _open.Size);
        _offset += size;
        record(new DeliveredSegment(offset, _open.Take(keeper)));
    }

    int CommonPrefix(Staging staged)
    {
        var common = 0;
        for (var i = 0; staged.TryPeekNew(i, out var bytes); i++)
        {
            var alike = original.CommonPrefix(original.Cursor + common, bytes);
            common += alike;
            if (alike < bytes.Length)
                break;
        }
        return common;
    }

    void Write(Staging staged, WireFrame? origin, int length)
    {
        var bytes = staged.ReadNew(length);
        if (bytes.Length < length && length <= mostJoined)
        {
            WriteJoined(staged, bytes, origin, length);
            return;
        }
        Write(bytes, origin, isAll: bytes.Length == length);
        for (var left = length - bytes.Length; left > 0; left -= bytes.Length)
        {
            bytes = staged.ReadNew(left);
            FollowOrWrite(bytes);
        }
    }

    // A piece of an event may look like the beginning of another.
    void WriteJoined(Staging staged, ReadOnlySpan<byte> first, WireFrame? origin, int length)
    {
        var joined = ArrayPool<byte>.Shared.Rent(length);
        first.CopyTo(joined);
        for (var at = first.Length; at < length;)
        {
            var next = staged.ReadNew(length - at);
            next.CopyTo(joined.AsSpan(at));
            at += next.Length;
        }
        Write(joined.AsSpan(0, length), origin, isAll: true);
        ArrayPool<byte>.Shared.Return(joined);
    }

    // The first bytes that an event made due, or all of them.
    void Write(ReadOnlySpan<byte> bytes, WireFrame? origin, bool isAll)
    {
        // 1. The beginning of one frame may look like that of another: only all of it tells.
        _follows = true;
        if (isAll && TryCopy(original.Cursor, bytes))
            return;
        original.SkipLineEnds();
        if (isAll && TryCopy(original.Cursor, bytes))
            return;
        if (origin is not null && TryLocate(origin, out var data))
            WriteFrame(bytes, origin, data, isAll);
        else
            Unknown(bytes, isAll);
    }

    void WriteFrame(ReadOnlySpan<byte> bytes, WireFrame origin, long data, bool isAll)
    {
        var prefix = PrefixOf(origin);
        // 2. An event; a comment, which has a colon before it; a body, which has nothing.
        if (TryCopy(data - prefix, bytes) || TryCopy(data - 1, bytes) || TryCopy(data, bytes))
            return;
        if (!isAll)
        {
            original.MoveTo(data - prefix);
            FollowOrWrite(bytes);
            return;
        }
        WriteAround(bytes, prefix, data, origin.Data.Length);
        // 3.
        _follows = false;
        original.MoveTo(data + origin.Data.Length);
        original.SkipLineEnds();
    }

    // Framed in another way (CRLF, no space after the colon), or edited.
    void WriteAround(ReadOnlySpan<byte> bytes, int prefix, long data, int length)
    {
        var start = data - prefix;
        if (bytes.Length >= prefix + length && original.CommonPrefix(data, bytes.Slice(prefix, length)) == length)
        {
            var isPrefixed = start >= original.Cursor && original.CommonPrefix(start, bytes[..prefix]) == prefix;
            if (isPrefixed)
                _pending.Copy(start, prefix);
            else
                _pending.Literal(bytes[..prefix]);
            _pending.Copy(data, length);
            _pending.Literal(bytes[(prefix + length)..]);
            return;
        }
        var common = start >= original.Cursor ? original.CommonPrefix(start, bytes) : 0;
        _pending.Copy(start, common);
        _pending.Literal(bytes[common..]);
    }

    // A body may be passed on without an event, in many pieces: it is followed. An event without a place is written down.
    void Unknown(ReadOnlySpan<byte> bytes, bool isAll)
    {
        _follows = !isAll;
        FollowOrWrite(bytes);
    }

    static int PrefixOf(WireFrame origin) => DataPrefix + (origin.Name.IsEmpty ? 0 : NamePrefix + origin.Name.Length + 1);

    bool TryLocate(WireFrame origin, out long data)
    {
        if (original.TryLocate(origin.Data, out data))
            return true;
        // Data that straddles chunks was copied by the framer: it may still stand where the delivery had come to, or, where frames were left out, behind that.
        data = original.Cursor + PrefixOf(origin);
        return (!origin.Data.IsEmpty && original.CommonPrefix(data, origin.Data.Span) == origin.Data.Length) || original.TryFind(origin.Data.Span, out data);
    }

    bool TryCopy(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset < original.Cursor)
            return false;
        var common = original.CommonPrefix(offset, bytes);
        // A comment is complete with its line: the blank line behind it may still be under way.
        var lacksLineEnd = common == bytes.Length - 1 && offset + common == original.End && bytes[^1] == '\n';
        if (common < bytes.Length && !lacksLineEnd)
            return false;
        _pending.Copy(offset, common);
        _pending.Literal(bytes[common..]);
        original.MoveTo(offset + common);
        return true;
    }

    void FollowOrWrite(ReadOnlySpan<byte> bytes)
    {
        var common = _follows ? original.CommonPrefix(original.Cursor, bytes) : 0;
        _pending.Copy(original.Cursor, common);
        original.MoveTo(original.Cursor + common);
        _follows = _follows && common == bytes.Length;
        _pending.Literal(bytes[common..]);
    }
}
