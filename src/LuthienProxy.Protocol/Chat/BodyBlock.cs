using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Chat;

/// <summary>One block of a body that is being put together.</summary>
sealed class BodyBlock(BlockStarted start, BodyChoice? choice)
{
    /// <summary>The event that began it.</summary>
    public BlockStarted Start { get; } = start;

    /// <summary>Its choice; null when the block was refused.</summary>
    public BodyChoice? Choice { get; } = choice;

    /// <summary>What it holds.</summary>
    public BlockKind Kind => Start.Kind;

    /// <summary>Its deltas.</summary>
    public List<BlockDelta> Deltas { get; } = [];

    /// <summary>Whether it may still grow.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>How a tool call is written.</summary>
    public ToolForm Form { get; init; }

    /// <summary>A tool call's id and name.</summary>
    public ToolCallHead Tool { get; set; } = start.Tool ?? new("", "");

    /// <summary>Its whole text, or a tool call's arguments.</summary>
    public string Text => string.Concat(Deltas.Where(delta => delta.Kind is DeltaKind.Text or DeltaKind.Arguments).Select(delta => delta.Text));
}
