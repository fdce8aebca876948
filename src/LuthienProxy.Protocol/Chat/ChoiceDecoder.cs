using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>
/// Makes the blocks of one choice, which this wire does not mark: prose lasts until another kind begins, tool calls until the stop,
/// because their pieces may interleave (protocols.md, section 6.3).
/// </summary>
sealed partial class ChoiceDecoder(int index, ChatAnswerDecoder answer)
{
    readonly List<BlockId> _open = [];
    BlockKind? _prose;
    BlockId _proseBlock;
    BlockId? _opaque;

    /// <summary>The choice's number.</summary>
    public int Index { get; } = index;

    /// <summary>A stop reason that stood together with content, and so may not be the end (I-01); null when there is none.</summary>
    public StopReason? HeldStop { get; set; }

    /// <summary>The chunk being read, if it has brought content.</summary>
    public ChatFrame? LastContent { get; private set; }

    /// <summary>Lets go of the chunk that was read.</summary>
    public void LetGo() => LastContent = null;

    /// <summary>Text of the given kind.</summary>
    public void Prose(BlockKind kind, ChatField field, JsonSpan value)
    {
        var frame = BringContent();
        // Some servers send the same reasoning under both names: the second is a copy, which only an untouched chunk keeps.
        var isCopy = _prose == kind && field == ChatField.Reasoning && frame.HoldsText(_proseBlock);
        OpenProse(kind);
        if (isCopy)
            return;
        answer.Tell(frame.AddDelta(new(_proseBlock, DeltaKind.Text) { Origin = frame }, Index, field, value));
    }

    /// <summary>Structured reasoning: opaque, but part of the thinking it belongs to.</summary>
    public void ReasoningDetails(JsonSpan member)
    {
        OpenProse(BlockKind.Thinking);
        Opaque(_proseBlock, member);
    }

    /// <summary>A member that the model does not know.</summary>
    public void Opaque(JsonSpan member)
    {
        _opaque ??= Start(BlockKind.Opaque, null);
        Opaque(_opaque.Value, member);
    }

    /// <summary>The stop, which completes all blocks.</summary>
    public void Stop(StopReason reason, ChatFrame? frame)
    {
        HeldStop = null;
        _isStopped = true;
        StartNameless(frame);
        foreach (var block in _open)
            answer.Tell(new BlockCompleted(block) { Origin = frame }, frame);
        _open.Clear();
        _tools.Clear();
        _prose = null;
        _opaque = null;
        answer.Tell(new ChoiceStopped(Index, reason) { Origin = frame }, frame);
    }

    /// <summary>Tells the held stop, if there is one: no more content follows.</summary>
    public void ReleaseStop()
    {
        if (HeldStop is { } reason)
            Stop(reason, null);
    }

    void OpenProse(BlockKind kind)
    {
        if (_prose == kind)
            return;
        CloseProse();
        _prose = kind;
        _proseBlock = Start(kind, null);
    }

    void CloseProse()
    {
        if (_prose is null)
            return;
        _prose = null;
        _open.Remove(_proseBlock);
        answer.Tell(new BlockCompleted(_proseBlock) { Origin = answer.Frame }, answer.Frame);
    }

    BlockId Start(BlockKind kind, ToolCallHead? tool)
    {
        var block = answer.NextBlock();
        Start(block, kind, tool, answer.Frame);
        return block;
    }

    void Start(BlockId block, BlockKind kind, ToolCallHead? tool, ChatFrame? frame)
    {
        _open.Add(block);
        answer.Tell(new BlockStarted(block, kind) { Choice = Index, Tool = tool, Origin = frame }, frame);
    }

    void Opaque(BlockId block, JsonSpan member) =>
        answer.Tell(answer.Frame.AddDelta(new(block, DeltaKind.Opaque) { Origin = answer.Frame }, Index, ChatField.Opaque, member));

    ChatFrame BringContent() => LastContent = answer.Frame;
}
