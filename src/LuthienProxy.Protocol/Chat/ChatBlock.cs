using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Chat;

/// <summary>A block that an emitter was told of.</summary>
sealed class ChatBlock(BlockStarted start, ChatChoice? choice)
{
    /// <summary>The event that began it.</summary>
    public BlockStarted Start { get; } = start;

    /// <summary>Its choice; null when the block was refused, and all of it is dropped.</summary>
    public ChatChoice? Choice { get; } = choice;

    /// <summary>What it holds.</summary>
    public BlockKind Kind => Start.Kind;

    /// <summary>Whether it may still grow.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>A tool call's index within its choice.</summary>
    public int ToolIndex { get; set; }

    /// <summary>How a tool call is written.</summary>
    public ToolForm Form { get; set; }

    /// <summary>Whether any arguments were sent.</summary>
    public bool HasArguments { get; set; }

    /// <summary>Whether a delta of this kind can be written into this block.</summary>
    public bool Takes(DeltaKind delta) => Takes(Kind, delta);

    /// <summary>Whether a delta of one kind can be written into a block of another.</summary>
    public static bool Takes(BlockKind block, DeltaKind delta) => block switch
    {
        BlockKind.Text or BlockKind.Refusal => delta == DeltaKind.Text,
        BlockKind.Thinking => delta is DeltaKind.Text or DeltaKind.Signature or DeltaKind.Opaque,
        BlockKind.ToolCall => delta == DeltaKind.Arguments,
        _ => delta == DeltaKind.Opaque,
    };

    /// <summary>The form in which a call came, or in which a new one goes: only <c>function_call</c> has neither id nor entry.</summary>
    public static ToolForm FormOf(BlockStarted call)
    {
        if (call.Tool is { IsCustom: true })
            return ToolForm.Custom;
        return call.Tool is { Id.Length: 0 } && call.Origin is ChatFrame frame && frame.ToolOf(call.Block) is null ? ToolForm.Legacy : ToolForm.Function;
    }
}
