using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;

namespace LuthienProxy.Protocol.Responses;

/// <summary>
/// The last delta as a mould for the next: while a block goes on, its frames are alike but for the text, the sequence number and OpenAI's random padding. It serves
/// until a frame comes that is not alike, because only such a frame opens or closes blocks.
/// </summary>
sealed class ResponsesMould
{
    readonly byte[] _name;
    readonly JsonMould _json;
    readonly JsonSpan _text;
    readonly ResponsesFrame _cast;
    readonly BlockId _block;
    readonly DeltaKind _kind;

    ResponsesMould(ResponsesFrame read, BlockDelta delta)
    {
        _name = read.Name.ToArray();
        _text = Inside(read.TextAt);
        _json = new(read.Data.Span, new(_text), new(Inside(read.PaddingAt)), new(read.SequenceAt, IsNumber: true));
        // Of its own: the frame would hold the chunk that it came in.
        _cast = Alike(new(_name, default), read);
        (_block, _kind) = (delta.Block, delta.Kind);
    }

    /// <summary>The mould of a frame that was just read; null where others like it cannot be told without being read.</summary>
    public static ResponsesMould? Of(ResponsesFrame read) =>
        IsDelta(read.Kind) && read is { EventCount: 1, Sequence: >= 0, Data.Length: <= JsonMould.MaxBytes }
        && read.EventAt(0) is BlockDelta { Kind: not DeltaKind.Opaque } delta && IsText(read, read.TextAt) && (!read.PaddingAt.IsPresent || IsText(read, read.PaddingAt))
            ? new(read, delta)
            : null;

    /// <summary>The delta of a frame that is alike; null when it is not.</summary>
    public BlockDelta? TryPour(in SseFrame source, int ordinal)
    {
        if (source.IsComment || !source.Event.Span.SequenceEqual(_name) || !_json.Fits(source.Data.Span))
            return null;
        var frame = Alike(source, _cast);
        var text = _json.Now(_text);
        frame.Ordinal = ordinal;
        frame.TextAt = new(text.Start - 1, text.Length + 2);
        frame.SequenceAt = _json.Now(_cast.SequenceAt);
        frame.Sequence = ValueOf(frame.SequenceAt.In(source.Data.Span));
        frame.TypeAt = _json.Now(_cast.TypeAt);
        frame.OutputIndexAt = _json.Now(_cast.OutputIndexAt);
        frame.PartIndexAt = _json.Now(_cast.PartIndexAt);
        frame.ItemIdAt = _json.Now(_cast.ItemIdAt);
        frame.LogprobsAt = _json.Now(_cast.LogprobsAt);
        return frame.Add(new BlockDelta(_block, _kind) { Origin = frame });
    }

    static ResponsesFrame Alike(in SseFrame source, ResponsesFrame model) => new(source.Event, source.Data)
    {
        Kind = model.Kind,
        OutputIndex = model.OutputIndex,
        Place = model.Place,
        PartIndex = model.PartIndex,
        Block = model.Block,
        BodyStart = model.BodyStart,
        IsNamed = model.IsNamed,
        TypeAt = model.TypeAt,
        SequenceAt = model.SequenceAt,
        OutputIndexAt = model.OutputIndexAt,
        PartIndexAt = model.PartIndexAt,
        ItemIdAt = model.ItemIdAt,
        LogprobsAt = model.LogprobsAt,
    };

    static bool IsDelta(ResponsesFrameKind kind) => kind is ResponsesFrameKind.TextDelta or ResponsesFrameKind.RefusalDelta or ResponsesFrameKind.ArgumentsDelta
        or ResponsesFrameKind.InputDelta or ResponsesFrameKind.SummaryDelta or ResponsesFrameKind.ReasoningDelta;

    // Where there is something between the quotes.
    static bool IsText(ResponsesFrame frame, JsonSpan token) => token is { IsPresent: true, Length: > 2 } && frame.Data.Span[token.Start] == '"';

    static JsonSpan Inside(JsonSpan token) => token.IsPresent ? new(token.Start + 1, token.Length - 2) : default;

    static int ValueOf(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
            value = (10 * value) + (digit - '0');
        return value;
    }
}
