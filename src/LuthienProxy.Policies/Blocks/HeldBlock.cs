using System.Text;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Blocks;

/// <summary>A block that is held until it is decided.</summary>
sealed class HeldBlock(BlockStarted started)
{
    readonly StringBuilder _content = new();

    public BlockStarted Started { get; } = started;

    /// <summary>The first piece of its content: the frame that a replacement is written into.</summary>
    public BlockDelta? First { get; private set; }

    /// <summary>The decision, once the block is whole.</summary>
    public Task<BlockVerdict>? Decision { get; set; }

    /// <summary>When it was whole, as a timestamp of the clock.</summary>
    public long WholeSince { get; set; }

    public int Length => _content.Length;

    DeltaKind ContentKind => Started.Kind == BlockKind.ToolCall ? DeltaKind.Arguments : DeltaKind.Text;

    /// <summary>Takes a piece of its content; answers how many characters it has.</summary>
    public int Take(BlockDelta delta)
    {
        if (delta.Kind != ContentKind)
            return 0;
        First ??= delta;
        _content.Append(delta.Text);
        return delta.Text.Length;
    }

    public WholeBlock Whole() => (Started.Kind, Started) switch
    {
        (BlockKind.ToolCall, { Tool: { } tool }) => new WholeBlock.ToolCall(Started.Block, Started.Choice, tool, _content.ToString()),
        (BlockKind.Text, _) => new WholeBlock.Text(Started.Block, Started.Choice, _content.ToString()),
        (BlockKind.Refusal, _) => new WholeBlock.Text(Started.Block, Started.Choice, _content.ToString(), IsRefusal: true),
        (BlockKind.Thinking, _) => new WholeBlock.Thinking(Started.Block, Started.Choice, _content.ToString()),
        _ => new WholeBlock.Opaque(Started.Block, Started.Choice, Started.Origin?.Data ?? default),
    };

    /// <summary>The block with other content in place of its own.</summary>
    public IEnumerable<ResponseEvent> With(string content) =>
    [
        Started,
        First is { } first ? first with { Text = content } : new BlockDelta(Started.Block, ContentKind) { Text = content },
        new BlockCompleted(Started.Block),
    ];
}
