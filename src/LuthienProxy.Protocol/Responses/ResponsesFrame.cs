using System.Runtime.InteropServices;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>
/// A frame of a Responses answer with the places of the tokens that its emitter may have to replace. Spans hold whole tokens, quotes included.
/// </summary>
sealed class ResponsesFrame(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> data) : WireFrame(name, data)
{
    /// <summary>How deep a provider's frame may nest; deeper is unreadable.</summary>
    public const int MaxDepth = 1024;

    List<ItemCopy>? _copies;

    public ResponsesFrameKind Kind { get; set; }

    /// <summary>The frame's place in the stream it came in, counted from 0; a gap tells the emitter that somebody took frames out.</summary>
    public int Ordinal { get; set; }

    /// <summary>The provider's <c>sequence_number</c>; -1 when there is none.</summary>
    public int Sequence { get; set; } = -1;

    /// <summary>The provider's <c>output_index</c>; -1 when there is none.</summary>
    public int OutputIndex { get; set; } = -1;

    /// <summary>The place in the output that the frame is about: the item met last where the frame says nothing.</summary>
    public int Place { get; set; }

    /// <summary>The provider's <c>content_index</c> or <c>summary_index</c>; -1 when there is none.</summary>
    public int PartIndex { get; set; } = -1;

    /// <summary>The block that the frame is about; null when it is about none.</summary>
    public BlockId? Block { get; set; }

    /// <summary>The offset behind the opening brace, where missing fields are put.</summary>
    public int BodyStart { get; set; }

    public JsonSpan TypeAt { get; set; }

    public JsonSpan SequenceAt { get; set; }

    public JsonSpan OutputIndexAt { get; set; }

    public JsonSpan PartIndexAt { get; set; }

    public JsonSpan ItemIdAt { get; set; }

    /// <summary>The delta, text, refusal, arguments or input.</summary>
    public JsonSpan TextAt { get; set; }

    public JsonSpan LogprobsAt { get; set; }

    /// <summary>Random text that hides how long the delta is.</summary>
    public JsonSpan PaddingAt { get; set; }

    public JsonSpan AnnotationsAt { get; set; }

    /// <summary>The item, part, annotation or error that the frame carries.</summary>
    public JsonSpan ObjectAt { get; set; }

    /// <summary>The frame's <c>response</c> object, where it has one.</summary>
    public ResponseShape? Response { get; set; }

    /// <summary>Whether the frame's SSE event name is what its type says (R1).</summary>
    public bool IsNamed { get; set; }

    /// <summary>The frame's own text.</summary>
    public string? Text => Unquote(TextAt);

    /// <summary>The carried item or part.</summary>
    public JsonElement Object => ObjectAt.IsPresent ? JsonFields.Parse(ObjectAt.In(Data), MaxDepth) : default;

    /// <summary>Remembers from which copy of an item a block was decoded.</summary>
    public void AddCopy(ItemCopy copy) => (_copies ??= []).Add(copy);

    /// <summary>The copy of an item from which the block was decoded; null when it was decoded from frames of its own.</summary>
    public ItemCopy? CopyOf(BlockId block)
    {
        foreach (var copy in _copies ?? [])
            if (copy.Block == block)
                return copy;
        return null;
    }

    /// <summary>Whether this very event was decoded from this frame and nobody changed it.</summary>
    public bool Holds(ResponseEvent decoded)
    {
        for (var i = 0; i < EventCount; i++)
            if (ReferenceEquals(EventAt(i), decoded))
                return true;
        return false;
    }

    /// <summary>The memory of an element that was parsed from a slice of <see cref="WireFrame.Data"/>.</summary>
    public ReadOnlyMemory<byte> MemoryOf(JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        return Data.Span.Overlaps(raw, out var offset) ? Data.Slice(offset, raw.Length) : raw.ToArray();
    }

    /// <summary>The text inside a string token; null for any other token.</summary>
    public string? Unquote(JsonSpan token) =>
        token.IsPresent && token.In(Data.Span) is [(byte)'"', .. var inside, (byte)'"'] ? JsonText.Unescape(inside) : null;

    protected internal override string DecodeText(BlockDelta delta) => delta.Kind switch
    {
        DeltaKind.Opaque => "",
        DeltaKind.Signature => Object.TextField("encrypted_content"u8) ?? "",
        _ => Text ?? "",
    };

    protected internal override ReadOnlySpan<byte> PlainText(BlockDelta delta) =>
        delta.Kind is DeltaKind.Text or DeltaKind.Arguments && TextAt.IsPresent && Data.Span[TextAt.Start] == '"' ? PlainIn(new(TextAt.Start + 1, TextAt.Length - 2)) : default;
}
