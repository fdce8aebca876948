using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Blocks;

/// <summary>A whole block of an answer. A closed choice. Immutable.</summary>
public abstract record WholeBlock
{
    WholeBlock(BlockId id, int choice)
    {
        Id = id;
        Choice = choice;
    }

    /// <summary>The block's name in the answer.</summary>
    public BlockId Id { get; }

    /// <summary>Which of the parallel answers it belongs to; 0 outside Chat Completions.</summary>
    public int Choice { get; }

    /// <summary>Text for the user, or a refusal where the format marks it.</summary>
    public sealed record Text(BlockId Block, int OfChoice, string Value, bool IsRefusal = false) : WholeBlock(Block, OfChoice);

    /// <summary>Readable reasoning; empty where it is redacted.</summary>
    public sealed record Thinking(BlockId Block, int OfChoice, string Value) : WholeBlock(Block, OfChoice);

    /// <summary>A tool call.</summary>
    /// <param name="Block">The block's name.</param>
    /// <param name="OfChoice">The choice it belongs to.</param>
    /// <param name="Tool">The tool's name and the call's id.</param>
    /// <param name="Arguments">JSON for functions, free text for custom tools; as the model wrote it, also where that is no JSON (I-36).</param>
    public sealed record ToolCall(BlockId Block, int OfChoice, ToolCallHead Tool, string Arguments) : WholeBlock(Block, OfChoice);

    /// <summary>Something that the model does not know.</summary>
    /// <param name="Block">The block's name.</param>
    /// <param name="OfChoice">The choice it belongs to.</param>
    /// <param name="Json">The frame that it began with, UTF-8; empty when there is none.</param>
    public sealed record Opaque(BlockId Block, int OfChoice, ReadOnlyMemory<byte> Json) : WholeBlock(Block, OfChoice);
}
