using System.Text;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Storage.Queries.Content;

/// <summary>Puts an answer's blocks together. One per answer; not thread-safe.</summary>
sealed class BlockCollector
{
    readonly Dictionary<BlockId, Block> _byId = [];
    readonly List<Block> _blocks = [];

    internal void Start(BlockStarted started)
    {
        // A stream that opens a block twice is shown as it is.
        var block = new Block(started, new());
        _byId[started.Block] = block;
        _blocks.Add(block);
        if (started.Kind is BlockKind.Opaque)
            block.Text.Append(Origin(started));
    }

    internal void Append(BlockDelta delta)
    {
        if (!_byId.TryGetValue(delta.Block, out var block))
            Start(new(delta.Block, delta.Kind is DeltaKind.Arguments ? BlockKind.ToolCall : BlockKind.Text));
        block ??= _blocks[^1];
        if (block.Started.Kind is BlockKind.Opaque)
            block.Text.Append(Origin(delta));
        else if (delta.Kind is DeltaKind.Text or DeltaKind.Arguments)
            block.Text.Append(delta.Text);
    }

    internal List<ContentView> Take() => _blocks.ConvertAll(static block => new ContentView
    {
        Kind = KindOf(block.Started.Kind),
        Text = block.Text.ToString(),
        ToolCallId = block.Started.Tool?.Id,
        ToolName = block.Started.Tool?.Name,
        Choice = block.Started.Choice,
    });

    // In a body that was not streamed all blocks share one frame, the body: that says nothing of this one.
    static string Origin(ResponseEvent happened) => happened.Origin is { EventCount: 1 } frame ? Encoding.UTF8.GetString(frame.Data.Span) + "\n" : "";

    static ContentKind KindOf(BlockKind kind) => kind switch
    {
        BlockKind.Text => ContentKind.Text,
        BlockKind.Thinking => ContentKind.Thinking,
        BlockKind.ToolCall => ContentKind.ToolCall,
        BlockKind.Refusal => ContentKind.Refusal,
        _ => ContentKind.Opaque,
    };

    sealed record Block(BlockStarted Started, StringBuilder Text);
}
