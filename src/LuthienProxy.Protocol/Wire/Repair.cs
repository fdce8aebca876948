namespace LuthienProxy.Protocol.Wire;

/// <summary>The kinds of illegal input an emitter mends or refuses; counted per answer and in the gateway's metrics.</summary>
public enum Repair
{
    /// <summary>Content came before the answer was started: a start was made.</summary>
    MissingStart,

    /// <summary>A second start: dropped.</summary>
    DuplicateStart,

    /// <summary>A delta or end of a block that is not open: dropped.</summary>
    OrphanBlockEvent,

    /// <summary>A block was started twice: the second start was dropped.</summary>
    DuplicateBlock,

    /// <summary>Two blocks were open at once where the format allows one: one was closed or held until the other's end.</summary>
    InterleavedBlocks,

    /// <summary>A block was left open at the end: it was closed.</summary>
    UnclosedBlock,

    /// <summary>Indices or sequence numbers were renumbered.</summary>
    Renumbered,

    /// <summary>A block came where its kind may not stand (text after a tool call): moved or dropped.</summary>
    MisplacedBlock,

    /// <summary>A block would have been empty where the format forbids it: dropped, or given a fallback text.</summary>
    EmptyBlock,

    /// <summary>Content or a stop reason came after the stop: dropped.</summary>
    AfterStop,

    /// <summary>The answer ended without a stop reason: one was made from what was sent, or the answer was failed.</summary>
    MissingStop,

    /// <summary>The stop reason contradicted the content (tool use without tools, or the reverse): corrected.</summary>
    CorrectedStop,

    /// <summary>An event after the terminal event: dropped.</summary>
    AfterEnd,

    /// <summary>A tool call lacked its id or name, or an id was used twice: the answer was failed or the call dropped.</summary>
    BrokenToolCall,

    /// <summary>A final copy (text, arguments, item) differed from what was sent in pieces: rebuilt from what was sent.</summary>
    RebuiltCopy,

    /// <summary>A frame lacked something the format demands (usage, role, type): added.</summary>
    CompletedFrame,

    /// <summary>A frame that is no event of this format (<c>[DONE]</c> among Anthropic's events): dropped.</summary>
    ForeignFrame,

    /// <summary>Content and a stop reason stood in one frame where clients need two: split.</summary>
    SplitFrame,

    /// <summary>Token counts came unasked, too early or twice: dropped, or kept for their place.</summary>
    MisplacedUsage,

    /// <summary>The answer's id, model or time of creation changed midway: the first was kept.</summary>
    ChangedIdentity,
}
