using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

// Content.
sealed partial class ChatStreamEmitter
{
    readonly Dictionary<BlockId, ChatBlock> _blocks = [];
    readonly HashSet<string> _callIds = [];
    readonly ScratchBytes _delta = new();
    readonly ScratchBytes _escaped = new();
    ChatFrame? _restGiven;

    void StartBlock(BlockStarted started)
    {
        NeedStart(started);
        if (_blocks.ContainsKey(started.Block))
        {
            Mend(Repair.DuplicateBlock);
            return;
        }
        if (Refusal(started) is { } repair)
        {
            Mend(repair);
            _blocks.Add(started.Block, new(started, null));
            if (repair == Repair.AfterStop && started is { Kind: BlockKind.ToolCall, Tool.Name.Length: 0 })
                EndWithError(HalfACall);
            return;
        }
        var block = new ChatBlock(started, ChoiceOf(started.Choice));
        _blocks.Add(started.Block, block);
        if (started.Tool is { } tool && started.Kind == BlockKind.ToolCall)
            StartCall(block, tool);
    }

    Repair? Refusal(BlockStarted started)
    {
        if (started.Choice < 0)
            return Repair.MisplacedBlock;
        if (_usageSent || ChoiceOf(started.Choice).IsStopped)
            return Repair.AfterStop;
        return started.Kind == BlockKind.ToolCall && string.IsNullOrEmpty(started.Tool?.Name) ? Repair.BrokenToolCall : null;
    }

    void StartCall(ChatBlock block, ToolCallHead tool)
    {
        var frame = block.Start.Origin as ChatFrame;
        var fact = frame?.ToolOf(block.Start.Block);
        var choice = block.Choice!;
        // There is room for one function_call.
        var form = ChatBlock.FormOf(block.Start);
        block.Form = form == ToolForm.Legacy && choice.HasLegacyCall ? ToolForm.Function : form;
        choice.HasLegacyCall |= block.Form == ToolForm.Legacy;
        if (block.Form != ToolForm.Legacy)
        {
            block.ToolIndex = choice.ToolCalls++;
            tool = tool with { Id = UniqueId(tool.Id) };
        }
        _delta.Clear();
        DeltaWriter.WriteHead(_delta, block, tool, fact is { } known ? known.Entry.In(frame!.Data) : default);
        WriteContent(choice, block.Start);
    }

    // The client answers each call by its id: none may lack one, no two may share one.
    string UniqueId(string id)
    {
        if (!string.IsNullOrEmpty(id) && _callIds.Add(id))
            return id;
        Mend(Repair.BrokenToolCall);
        var made = ChatIds.NewCall();
        _callIds.Add(made);
        return made;
    }

    void WriteDelta(BlockDelta delta)
    {
        if (!_blocks.TryGetValue(delta.Block, out var block) || (block.Choice is not null && (!block.IsOpen || !block.Takes(delta.Kind))))
        {
            Mend(Repair.OrphanBlockEvent);
            return;
        }
        _delta.Clear();
        if (block.Choice is not { } choice || !WriteValue(block, choice, delta))
            _deviates = true;
        else
            WriteContent(choice, delta);
    }

    bool WriteValue(ChatBlock block, ChatChoice choice, BlockDelta delta)
    {
        var frame = delta.Origin as ChatFrame;
        var place = frame?.PlaceOf(delta);
        // The block was begun anew, in another choice than its chunk speaks of.
        _deviates |= place?.Choice != choice.Index;
        // Other formats' signatures have no place here (protocols.md, section 6.3).
        if (delta.Kind == DeltaKind.Signature)
            return false;
        if (delta.Kind == DeltaKind.Opaque)
            return WriteOpaque(block, delta, frame, place);
        var inside = frame is not null && place is { } there && frame.Decoded(delta) ? there.Value.In(frame.Data.Span) : Escape(delta.Text);
        if (inside.IsEmpty)
            return false;
        if (block.Kind == BlockKind.ToolCall)
            WriteArguments(block, delta, frame, inside);
        else
            DeltaWriter.WriteProse(_delta, FieldOf(block, choice, place), inside);
        return true;
    }

    void WriteArguments(ChatBlock block, BlockDelta delta, ChatFrame? frame, ReadOnlySpan<byte> inside)
    {
        block.HasArguments = true;
        // What else the entry holds went with its head, if both came together.
        var hasRest = frame?.ToolOf(delta.Block) is not null && !ReferenceEquals(block.Start.Origin, frame);
        DeltaWriter.WriteArguments(_delta, block, inside, hasRest ? frame!.ToolOf(delta.Block)!.Value.Entry.In(frame.Data) : default);
    }

    // Structured reasoning repeats the text beside it: once that text was touched, the copy must not tell it.
    bool WriteOpaque(ChatBlock block, BlockDelta delta, ChatFrame? frame, DeltaPlace? place)
    {
        if (frame is null || place is not { Field: ChatField.Opaque } there || !frame.Decoded(delta))
            return false;
        if (block.Kind == BlockKind.Thinking && _whole is null && frame.HoldsText(delta.Block))
        {
            Mend(Repair.RebuiltCopy);
            return false;
        }
        _delta.Write(there.Value.In(frame.Data.Span));
        return true;
    }

    void CompleteBlock(BlockCompleted completed)
    {
        if (!_blocks.TryGetValue(completed.Block, out var block) || (block.Choice is not null && !block.IsOpen))
        {
            Mend(Repair.OrphanBlockEvent);
            return;
        }
        if (block.Choice is null)
            _deviates = true;
        else
            Close(block);
    }

    void CloseBlocks(ChatChoice choice)
    {
        foreach (var block in _blocks.Values)
            if (block.IsOpen && ReferenceEquals(block.Choice, choice))
            {
                Mend(Repair.UnclosedBlock);
                Close(block);
            }
    }

    // A call that this house made without arguments has none; one that came so from this wire stays so.
    void Close(ChatBlock block)
    {
        block.IsOpen = false;
        if (block.Kind != BlockKind.ToolCall || block.HasArguments || block.Form == ToolForm.Custom || block.Start.Origin is ChatFrame)
            return;
        _delta.Clear();
        DeltaWriter.WriteArguments(_delta, block, "{}"u8, default);
        WriteContent(block.Choice!, block.Start);
    }

    void WriteContent(ChatChoice choice, ResponseEvent source)
    {
        BringRole(choice, source);
        _chunks.WriteChoice(_due, Identity, choice.Index, _delta.WrittenSpan, null, TemplateOf(source), KeepsRest(source));
    }

    // Once per chunk, and only while its content is what it was.
    bool KeepsRest(ResponseEvent? source)
    {
        if (TemplateOf(source) is not { } frame || !frame.Decoded(source!) || ReferenceEquals(_restGiven, frame))
            return false;
        _restGiven = frame;
        return true;
    }

    static ChatField FieldOf(ChatBlock block, ChatChoice choice, DeltaPlace? place)
    {
        if (block.Kind == BlockKind.Text)
            return ChatField.Content;
        if (block.Kind == BlockKind.Refusal)
            return ChatField.Refusal;
        if (place is { Field: ChatField.Reasoning or ChatField.ReasoningContent } there)
            choice.ReasoningField = there.Field;
        return choice.ReasoningField;
    }

    // Good until the next text.
    ReadOnlySpan<byte> Escape(string text)
    {
        _escaped.Clear();
        if (text.Length > 0)
            JsonText.WriteEscaped(_escaped, text);
        return _escaped.WrittenSpan;
    }
}
