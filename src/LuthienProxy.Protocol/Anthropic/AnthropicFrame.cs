using System.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>One event of a stream, or the body of an answer, with what the decoder learned of it.</summary>
sealed class AnthropicFrame : WireFrame
{
    List<AnthropicPiece>? _pieces;
    List<(BlockId Block, AnthropicForm Form, JsonSpan Json)>? _blocks;

    /// <summary>An event of a stream; <paramref name="ordinal"/> counts its frames from 0, so that an emitter can see that none is missing.</summary>
    public AnthropicFrame(in SseFrame frame, int ordinal)
        : base(frame.Event, frame.Data) => Ordinal = ordinal;

    /// <summary>A whole body.</summary>
    public AnthropicFrame(ReadOnlyMemory<byte> body)
        : base(default, body) => Kind = AnthropicFrameKind.Body;

    /// <summary>The frame's place in its stream.</summary>
    public int Ordinal { get; }

    /// <summary>What it is.</summary>
    public AnthropicFrameKind Kind { get; set; }

    /// <summary>The form of the block or delta it carries.</summary>
    public AnthropicForm Form { get; set; }

    /// <summary>Whether a client can take it as it is: event name and <c>data.type</c> agree, and nothing that its kind demands is missing (A1, A2, A5, A8).</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>The block index on the wire.</summary>
    public int Index { get; set; } = -1;

    /// <summary>The index's token.</summary>
    public JsonSpan IndexSpan { get; set; }

    /// <summary>The inside of the delta's text; absent where there is none.</summary>
    public JsonSpan TextSpan { get; set; }

    /// <summary>The inside of <c>data.type</c>; absent where there is none.</summary>
    public JsonSpan TypeSpan { get; set; }

    /// <summary>Remembers where a delta's text stands.</summary>
    public void AddPiece(AnthropicPiece piece) => (_pieces ??= []).Add(piece);

    /// <summary>Remembers the form of a whole block, or of a block's start, and where its JSON stands.</summary>
    public void AddBlock(BlockId block, AnthropicForm form, JsonSpan json) => (_blocks ??= []).Add((block, form, json));

    /// <summary>The form that <see cref="AddBlock"/> remembered.</summary>
    public AnthropicForm FormOf(BlockId block) => _blocks?.Find(b => b.Block == block).Form ?? AnthropicForm.Opaque;

    /// <summary>The JSON that <see cref="AddBlock"/> remembered; empty where there is none.</summary>
    public ReadOnlyMemory<byte> BlockJson(BlockId block) =>
        _blocks?.Find(b => b.Block == block).Json is { IsPresent: true } json ? json.In(Data) : default;

    /// <inheritdoc/>
    protected internal override string DecodeText(BlockDelta delta)
    {
        if (_pieces is null)
            return JsonText.Unescape(TextSpan.In(Data.Span));
        var piece = _pieces.Find(p => p.Block == delta.Block && p.Kind == delta.Kind);
        var bytes = piece.Span.In(Data.Span);
        return piece.Kind == DeltaKind.Arguments ? Encoding.UTF8.GetString(bytes) : JsonText.Unescape(bytes);
    }

    /// <inheritdoc/>
    protected internal override ReadOnlySpan<byte> PlainText(BlockDelta delta) => _pieces is null ? PlainIn(TextSpan) : default;
}
