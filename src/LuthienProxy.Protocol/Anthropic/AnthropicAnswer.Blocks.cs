using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <content>Blocks: one at a time, indices from 0 without a gap (A3, A7, A9–A11, I-21…I-28).</content>
sealed partial class AnthropicAnswer
{
    /// <summary>What became of a block that is not open.</summary>
    enum Fate
    {
        Closed,

        /// <summary>Never written; what belongs to it is dropped with it.</summary>
        Dropped,

        /// <summary>Closed before its end came, to make room.</summary>
        Cut,
    }

    readonly Dictionary<BlockId, Fate> _fates = [];
    readonly HashSet<string> _toolIds = [];
    AnthropicHeldEvents? _held;
    AnthropicBlock? _open;
    int _next;
    bool _isVisible;
    bool _hasOpaque;

    void Begin(BlockStarted started, AnthropicFrame? whole)
    {
        if (_stopped)
            Drop(started, Repair.AfterStop);
        else if (_fates.ContainsKey(started.Block) || _open?.Started.Block == started.Block)
            Repairs.Add(Repair.DuplicateBlock);
        else if (_open is not null)
            Hold(started.Block, started, whole);
        else
            Open(started, whole);
    }

    void Open(BlockStarted started, AnthropicFrame? whole)
    {
        EnsureStarted();
        var form = FormOf(started);
        if (form == AnthropicForm.ToolUse && started.Tool is not { Name.Length: > 0 })
            Drop(started, Repair.BrokenToolCall);
        else if (form == AnthropicForm.Opaque && !HasBlockJson(started))
            Drop(started, Repair.MisplacedBlock);
        else if (_toolIds.Count > 0 && form is AnthropicForm.Text or AnthropicForm.Thinking or AnthropicForm.Redacted)
            Drop(started, Repair.MisplacedBlock);
        else
        {
            _open = new(started, form);
            if (form != AnthropicForm.Text || whole is not null)
                WriteStart(_open, whole);
        }
    }

    void WriteStart(AnthropicBlock block, AnthropicFrame? whole)
    {
        var tool = block.Form == AnthropicForm.ToolUse ? WithOwnId(block.Started.Tool!) : null;
        block.Index = _next++;
        if (whole is not null && whole.Index != block.Index && IsUntouched)
            Repairs.Add(Repair.Renumbered);
        _isVisible |= block.Form is AnthropicForm.ToolUse or AnthropicForm.Opaque;
        _hasOpaque |= block.Form == AnthropicForm.Opaque;
        _output.BlockStart(block, tool, whole);
        for (var i = 1; i < whole?.EventCount; i++)
            NoteStartContent(block, whole, (BlockDelta)whole.EventAt(i));
    }

    /// <summary>What stands in a whole start frame is already with the client, except a tool's input: clients look for that in deltas (A8).</summary>
    void NoteStartContent(AnthropicBlock block, AnthropicFrame whole, BlockDelta content)
    {
        if (content.Kind == DeltaKind.Arguments)
            _output.Delta(block, content, null);
        else if (content.Kind == DeltaKind.Signature)
            block.Sign(content);
        else
            Wrote(block, content);
    }

    void Append(BlockDelta delta, AnthropicFrame? whole)
    {
        if (_open is not { } block || block.Started.Block != delta.Block)
            AppendElsewhere(delta, whole);
        else if (delta.Kind == DeltaKind.Opaque)
            AppendOpaque(block, delta, whole);
        else if (!IsOf(block.Form, delta.Kind))
            Repairs.Add(Repair.OrphanBlockEvent);
        else if (delta.Kind == DeltaKind.Signature)
            AppendSignature(block, delta, whole);
        else
            AppendText(block, delta, whole);
    }

    void AppendElsewhere(BlockDelta delta, AnthropicFrame? whole)
    {
        if (_held?.Holds(delta.Block) == true)
            Hold(delta.Block, delta, whole);
        else if (!_fates.TryGetValue(delta.Block, out var fate) || fate == Fate.Closed)
            AppendNowhere(whole);
        else if (fate == Fate.Cut)
            End(Unsorted, null);
    }

    /// <summary>A piece whose block has not begun or has ended: without it an upstream's text or tool call would look whole and not be.</summary>
    void AppendNowhere(AnthropicFrame? whole)
    {
        Repairs.Add(_stopped ? Repair.AfterStop : Repair.OrphanBlockEvent);
        if (whole is { TextSpan.Length: > 0 })
            End(Unsorted, null);
    }

    void AppendText(AnthropicBlock block, BlockDelta delta, AnthropicFrame? whole)
    {
        var isVerbatim = whole is { TextSpan.IsPresent: true } && whole.Form == block.Form;
        var isEmpty = isVerbatim ? whole!.TextSpan.Length == 0 : delta.Text.Length == 0;
        if (isEmpty && !isVerbatim)
            return;
        if (!block.IsWritten)
            WriteStart(block, null);
        _output.Delta(block, delta, isVerbatim ? whole : null);
        if (!isEmpty)
            Wrote(block, delta);
    }

    void Wrote(AnthropicBlock block, BlockDelta delta)
    {
        block.Wrote();
        // Looked at only until something can be seen: the first delta, as a rule.
        _isVisible |= !_isVisible && block.Form == AnthropicForm.Text && !string.IsNullOrWhiteSpace(delta.Text);
    }

    void AppendSignature(AnthropicBlock block, BlockDelta delta, AnthropicFrame? whole)
    {
        // The data of redacted thinking is part of its start, and is never edited.
        if (block.Form == AnthropicForm.Redacted)
            return;
        var isFirst = !block.IsSigned;
        block.Sign(delta);
        if (isFirst)
            _output.Delta(block, delta, whole is { TextSpan.IsPresent: true } ? whole : null);
        else
            SayAgain(block);
    }

    void SayAgain(AnthropicBlock block)
    {
        Repairs.Add(Repair.RebuiltCopy);
        _output.Delta(block, new(block.Started.Block, DeltaKind.Signature) { Text = block.Signature }, null);
        block.Resigned();
    }

    void AppendOpaque(AnthropicBlock block, BlockDelta delta, AnthropicFrame? whole)
    {
        var frame = whole ?? delta.Origin as AnthropicFrame;
        if (frame is not { Kind: AnthropicFrameKind.BlockDelta } || block.Form == AnthropicForm.Redacted
            || (frame.Form != AnthropicForm.Opaque && block.Form != AnthropicForm.Opaque))
        {
            Repairs.Add(Repair.OrphanBlockEvent);
            return;
        }
        if (!block.IsWritten)
            WriteStart(block, null);
        _output.Delta(block, delta, frame);
    }

    void Finish(BlockCompleted completed, AnthropicFrame? whole)
    {
        if (_open?.Started.Block == completed.Block)
            CloseOpen(Fate.Closed, whole);
        else if (_held?.Holds(completed.Block) == true)
            Hold(completed.Block, completed, whole);
        else if (!_fates.TryGetValue(completed.Block, out var fate) || fate != Fate.Dropped)
            Repairs.Add(_stopped ? Repair.AfterStop : Repair.OrphanBlockEvent);
    }

    void CloseOpen(Fate fate, AnthropicFrame? whole)
    {
        var block = _open!;
        _open = null;
        _fates[block.Started.Block] = block.IsWritten ? fate : Fate.Dropped;
        if (block.IsWritten)
        {
            if (block is { Form: AnthropicForm.Text, HasText: false })
                Fill(block);
            if (block.IsSignatureStale)
                SayAgain(block);
            _output.BlockStop(block, whole);
        }
        else
            Repairs.Add(Repair.EmptyBlock);
        Replay();
    }

    void Fill(AnthropicBlock block)
    {
        Repairs.Add(Repair.EmptyBlock);
        var text = new BlockDelta(block.Started.Block, DeltaKind.Text) { Text = IsUntouched ? EmptyText : RemovedText };
        _output.Delta(block, text, null);
        Wrote(block, text);
    }

    void Hold(BlockId block, ResponseEvent next, AnthropicFrame? whole)
    {
        _held ??= new();
        if (_held.IsFull)
        {
            Repairs.Add(Repair.UnclosedBlock);
            CloseOpen(Fate.Cut, null);
            Retake(next, whole);
            return;
        }
        if (next is BlockStarted)
            Repairs.Add(Repair.InterleavedBlocks);
        _held.Add(block, next, whole);
    }

    void Replay()
    {
        foreach (var (due, whole) in _held?.TakeAll() ?? [])
            Retake(due, whole);
    }

    void Retake(ResponseEvent due, AnthropicFrame? whole)
    {
        if (HasEnded)
            return;
        if (whole is null)
            TakeApart(due);
        else
            TakeWhole(whole, due);
    }

    void Drop(BlockStarted started, Repair reason)
    {
        Repairs.Add(reason);
        _fates.TryAdd(started.Block, Fate.Dropped);
    }

    ToolCallHead WithOwnId(ToolCallHead tool)
    {
        if (tool.Id is { Length: > 0 } && _toolIds.Add(tool.Id))
            return tool;
        Repairs.Add(Repair.BrokenToolCall);
        // Unique in the conversation as far as the message's id is; of the characters that providers allow (A11).
        var id = $"toolu_{_next}_{string.Concat(_id.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))}";
        while (!_toolIds.Add(id))
            id += "_";
        return tool with { Id = id };
    }

    static bool IsOf(AnthropicForm form, DeltaKind kind) => form switch
    {
        AnthropicForm.Text => kind == DeltaKind.Text,
        AnthropicForm.Thinking => kind is DeltaKind.Text or DeltaKind.Signature,
        AnthropicForm.Redacted => kind == DeltaKind.Signature,
        AnthropicForm.ToolUse => kind == DeltaKind.Arguments,
        _ => false,
    };

    static AnthropicForm FormOf(BlockStarted started) => started.Kind switch
    {
        BlockKind.Text or BlockKind.Refusal => AnthropicForm.Text,
        BlockKind.Thinking when IsRedacted(started) => AnthropicForm.Redacted,
        BlockKind.Thinking => AnthropicForm.Thinking,
        BlockKind.ToolCall => AnthropicForm.ToolUse,
        _ => AnthropicForm.Opaque,
    };

    static bool IsRedacted(BlockStarted started) =>
        started.Origin is AnthropicFrame frame && frame.FormOf(started.Block) == AnthropicForm.Redacted;

    static bool HasBlockJson(BlockStarted started) =>
        started.Origin is AnthropicFrame frame && frame.FormOf(started.Block) == AnthropicForm.Opaque && !frame.BlockJson(started.Block).IsEmpty;
}
