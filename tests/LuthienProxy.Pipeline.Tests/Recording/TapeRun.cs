using System.Buffers;
using System.Text;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Sse;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>A stream that is cut into chunks, edited frame by frame, flushed now and then, and recorded.</summary>
sealed class TapeRun
{
    const string Replacement = "{\"text\":\"something else that a policy wrote\"}";

    readonly OriginalTape _original;
    readonly DeliveredTape _tape;
    readonly PayloadKeeper _keeper;
    // Blocks so small that many events stand in two.
    readonly Staging _staging = new(smallest: 64);
    readonly ArrayBufferWriter<byte> _delivered = new();
    readonly SseFramer _framer = new();
    readonly List<PlainWire> _held = [];
    int _frames;

    public TapeRun(bool isSettling, int mostJoined = 8 * 1024)
    {
        var options = new RecordingOptions { Node = "law" };
        _keeper = new PayloadKeeper(options, new RecordingHealth(options, TimeProvider.System));
        _original = new(isSettling);
        _tape = new(_original, mostJoined);
    }

    public List<JournalEvent> Events { get; } = [];

    /// <summary>What the client got.</summary>
    public byte[] Delivered => _delivered.WrittenSpan.ToArray();

    /// <summary>Bytes that were written anew.</summary>
    public long Written { get; private set; }

    /// <summary>Where the original, as it was recorded, was kept.</summary>
    public IEnumerable<OriginalSegment> Kept => Events.OfType<OriginalSegment>().Where(segment => segment.Bytes is Payload.Whole);

    public void Take(byte[] upstream, IReadOnlyList<int> chunks, IReadOnlyList<Edit> edits)
    {
        var at = 0;
        for (var i = 0; at < upstream.Length; i++)
        {
            var length = Math.Min(chunks[i % chunks.Count], upstream.Length - at);
            TakeChunk(upstream.AsSpan(at, length).ToArray(), edits);
            at += length;
            // Flushed and cut at odd moments.
            if (i % 3 == 0)
                Flush();
            if (i % 7 == 0)
                Cut();
        }
        _framer.Complete();
        Frames(edits);
        Release();
        Flush();
        _original.PassOver(_original.End);
        Cut();
    }

    void TakeChunk(byte[] chunk, IReadOnlyList<Edit> edits)
    {
        _original.Append(chunk);
        _framer.Append(chunk);
        Frames(edits);
    }

    void Frames(IReadOnlyList<Edit> edits)
    {
        while (_framer.TryRead(out var frame))
            Apply(new PlainWire(frame), edits.Count == 0 ? Edit.Keep : edits[_frames++ % edits.Count]);
    }

    void Apply(PlainWire frame, Edit edit)
    {
        if (edit == Edit.HoldToNext)
        {
            _held.Add(frame);
            return;
        }
        Release();
        if (edit == Edit.Drop)
            return;
        if (edit == Edit.Precede)
            Write(Encoding.UTF8.GetBytes($"data: {Replacement}\n\n"), null);
        Write(edit == Edit.Change ? frame.Framed(Replacement) : frame.Framed(), frame, isNew: edit == Edit.Change);
    }

    void Release()
    {
        _held.ForEach(frame => Write(frame.Framed(), frame));
        _held.Clear();
    }

    void Write(byte[] bytes, PlainWire? origin, bool isNew = false)
    {
        Written += isNew || origin is null ? bytes.Length : 0;
        _staging.Write(bytes);
        _tape.Tell(origin, _staging.TakeGrowth());
    }

    void Flush()
    {
        _tape.Compare(_staging);
        _staging.MoveTo(_delivered);
        _tape.Accept();
    }

    void Cut()
    {
        _original.Cut(_keeper, Events.Add);
        _tape.Cut(_keeper, Events.Add);
    }
}
