using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>
/// The last delta as a mould for the next: while a block goes on, its frames are alike but for the text. It serves until a frame comes that is not alike, because
/// only such a frame opens or closes blocks.
/// </summary>
sealed class AnthropicMould
{
    readonly byte[] _name;
    readonly JsonMould _json;
    readonly AnthropicFrame _cast;
    readonly BlockId _block;
    readonly DeltaKind _kind;

    AnthropicMould(AnthropicFrame read, BlockDelta delta)
    {
        _name = read.Name.ToArray();
        _json = new(read.Data.Span, new JsonHole(read.TextSpan));
        // Of its own: the frame would hold the chunk that it came in.
        _cast = Alike(new(_name, default), read.Ordinal, read);
        (_block, _kind) = (delta.Block, delta.Kind);
    }

    /// <summary>The mould of a delta that was just read; null where others like it cannot be told without being read.</summary>
    public static AnthropicMould? Of(AnthropicFrame read, BlockDelta delta) =>
        read.TextSpan.Length > 0 && read.Data.Length <= JsonMould.MaxBytes ? new(read, delta) : null;

    /// <summary>The delta of a frame that is alike but for its text; null when it is not alike.</summary>
    public BlockDelta? TryPour(in SseFrame source, int ordinal)
    {
        if (source.IsComment || !source.Event.Span.SequenceEqual(_name) || !_json.Fits(source.Data.Span))
            return null;
        var frame = Alike(source, ordinal, _cast);
        frame.TypeSpan = _json.Now(_cast.TypeSpan);
        frame.IndexSpan = _json.Now(_cast.IndexSpan);
        frame.TextSpan = _json.Now(_cast.TextSpan);
        return frame.Add(new BlockDelta(_block, _kind) { Origin = frame });
    }

    static AnthropicFrame Alike(in SseFrame source, int ordinal, AnthropicFrame model) => new(source, ordinal)
    {
        Kind = model.Kind,
        Form = model.Form,
        IsComplete = model.IsComplete,
        Index = model.Index,
        IndexSpan = model.IndexSpan,
        TextSpan = model.TextSpan,
        TypeSpan = model.TypeSpan,
    };
}
