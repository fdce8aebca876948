using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

// What is asked of a chunk beyond its events.
sealed partial class ChatStreamEmitter
{
    ChunkIdentity? _upstream;
    ChunkIdentity? _identity;

    ChunkIdentity Identity => _identity ??= Complete(_upstream ?? new(default, default, default));

    // The way of nearly all chunks: one more piece of a block under way, with nothing else in it.
    bool IsOrdinary(ChatFrame frame)
    {
        if (frame.Traits != ChunkTraits.None || frame.Kind != ChatFrameKind.Chunk || frame.EventCount != 1 || frame.ChoiceCount != 1)
            return false;
        if (_usageSent || _identity is null || !ReferenceEquals(frame.Identity, _upstream) || !ReferenceEquals(_upstream, _identity))
            return false;
        if (frame.EventAt(0) is not BlockDelta delta || !_blocks.TryGetValue(delta.Block, out var block) || !block.Takes(delta.Kind))
            return false;
        if (!block.IsOpen || block.Choice is not { HasRole: true, IsStopped: false } choice || choice.Index != frame.FirstChoice)
            return false;
        if (block.Kind != BlockKind.ToolCall || block.Form == ToolForm.Legacy)
            return frame.ToolCount == 0;
        block.HasArguments = true;
        return frame.ToolCount == 1 && IsContinuation(frame.ToolAt(0)) && frame.ToolAt(0).WireIndex == block.ToolIndex;
    }

    // The provider's own error leaves as it came, whatever else its chunk says: it is the end (C7).
    bool IsBareError(ChatFrame frame)
    {
        if (frame.Kind != ChatFrameKind.Error || frame.HasContent)
            return false;
        HasEnded = true;
        return true;
    }

    void Judge(ChatFrame frame)
    {
        if (frame.Kind is ChatFrameKind.Empty || frame.Has(ChunkTraits.Untidy))
            Mend(Repair.CompletedFrame);
        if (frame.Kind is not (ChatFrameKind.Chunk or ChatFrameKind.Error))
            return;
        if (frame.Has(ChunkTraits.StopWithContent))
            Mend(Repair.SplitFrame);
        if (frame.Has(ChunkTraits.Withheld))
            _deviates = true;
        if (frame.Has(ChunkTraits.Usage) && !frame.Has(ChunkTraits.EmptyChoices))
            Mend(Repair.MisplacedUsage);
        if (_usageSent)
        {
            Mend(Repair.AfterStop);
            return;
        }
        JudgeIdentity(frame);
        JudgeRoles(frame);
    }

    void JudgeIdentity(ChatFrame frame)
    {
        if ((frame.Traits & (ChunkTraits.LacksChoices | ChunkTraits.EmptyFinish | ChunkTraits.Named)) != ChunkTraits.None)
            Mend(Repair.CompletedFrame);
        // Azure's report on the prompt comes before the answer and names none.
        if (frame.Identity is not { } identity || (frame.Has(ChunkTraits.EmptyChoices) && !identity.NamesAnswer))
            return;
        if (!identity.IsComplete || frame.Has(ChunkTraits.WrongObject))
            Mend(Repair.CompletedFrame);
        _upstream ??= identity;
        _identity ??= Complete(_upstream);
        if (!identity.Matches(_upstream))
            Mend(Repair.ChangedIdentity);
        else if (!identity.Matches(_identity))
            _deviates = true;
    }

    void JudgeRoles(ChatFrame frame)
    {
        for (var at = 0; at < frame.ChoiceCount; at++)
        {
            var fact = frame.ChoiceAt(at);
            if (ChoiceOf(fact.Index).HasRole != fact.HasRole)
                continue;
            Mend(fact.HasRole ? Repair.DuplicateStart : Repair.CompletedFrame);
        }
    }

    void NoteRoles(ChatFrame frame)
    {
        for (var at = 0; at < frame.ChoiceCount; at++)
            ChoiceOf(frame.ChoiceAt(at).Index).HasRole = true;
    }

    void JudgeTools(ChatFrame frame)
    {
        for (var at = 0; at < frame.ToolCount; at++)
        {
            var fact = frame.ToolAt(at);
            if (!_blocks.TryGetValue(fact.Block, out var block) || block.Choice?.Index != fact.Choice || block.Form == ToolForm.Legacy)
                _deviates = true;
            else
                JudgeTool(fact, block, ReferenceEquals(block.Start.Origin, frame));
        }
    }

    void JudgeTool(in ToolFact fact, ChatBlock block, bool isStart)
    {
        if (!isStart && !IsContinuation(fact))
            Mend(Repair.DuplicateBlock);
        if (isStart && fact.Head != ToolHeadTraits.Whole)
            Mend(Repair.CompletedFrame);
        if (fact.WireIndex != fact.Ordinal)
            Mend(Repair.Renumbered);
        else if (fact.WireIndex != block.ToolIndex)
            _deviates = true;
    }

    static bool IsContinuation(in ToolFact fact) => (fact.Head & (ToolHeadTraits.Id | ToolHeadTraits.Name)) == ToolHeadTraits.None;

    ChunkIdentity Complete(ChunkIdentity known) => known.IsComplete
        ? known
        : new(
            known.NamesAnswer ? known.Id : RawText(ChatIds.NewAnswer()),
            known.Created.IsEmpty ? RawNumber(_time.GetUtcNow().ToUnixTimeSeconds()) : known.Created,
            known.Model.IsEmpty ? RawText(_request.Model) : known.Model);

    static ReadOnlyMemory<byte> RawText(string text)
    {
        var raw = new ArrayBufferWriter<byte>(text.Length + 2);
        JsonText.WriteValue(raw, text);
        return raw.WrittenMemory;
    }

    static ReadOnlyMemory<byte> RawNumber(long value)
    {
        var raw = new ArrayBufferWriter<byte>(20);
        RawMembers.WriteNumber(raw, value);
        return raw.WrittenMemory;
    }
}
