using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>A body that is being put together from events; keeps the same rules as the stream (I-51).</summary>
sealed class BodyAnswer(RepairCounts repairs)
{
    readonly Dictionary<BlockId, BodyBlock> _blocks = [];
    readonly HashSet<string> _callIds = [];

    /// <summary>The choices, in the order of their first event.</summary>
    public List<BodyChoice> Choices { get; } = [];

    /// <summary>The start; null when there was none.</summary>
    public ResponseStarted? Started { get; private set; }

    /// <summary>The last report of usage; null when there was none.</summary>
    public UsageReported? Usage { get; private set; }

    /// <summary>Takes the next event.</summary>
    public void Take(ResponseEvent next)
    {
        switch (next)
        {
            case ResponseStarted started: Start(started); break;
            case BlockStarted started: StartBlock(started); break;
            case BlockDelta delta: Append(delta); break;
            case BlockCompleted completed: Complete(completed); break;
            case ChoiceStopped stopped: Stop(stopped); break;
            case UsageReported usage: Usage = usage; break;
        }
    }

    /// <summary>Ends what is open.</summary>
    public void Conclude()
    {
        if (Started is null)
            repairs.Add(Repair.MissingStart);
        if (Choices.Count == 0)
            ChoiceOf(0);
        foreach (var choice in Choices)
        {
            if (choice.Stop is not null)
                continue;
            repairs.Add(Repair.MissingStop);
            Close(choice);
            choice.Stop = choice.Agreeing("stop");
        }
    }

    void Start(ResponseStarted started)
    {
        if (Started is not null)
            repairs.Add(Repair.DuplicateStart);
        Started ??= started;
    }

    void StartBlock(BlockStarted started)
    {
        if (_blocks.ContainsKey(started.Block))
        {
            repairs.Add(Repair.DuplicateBlock);
            return;
        }
        if (Refusal(started) is { } repair)
        {
            repairs.Add(repair);
            _blocks.Add(started.Block, new(started, null));
            return;
        }
        var choice = ChoiceOf(started.Choice);
        var form = ChatBlock.FormOf(started);
        var isSecond = form == ToolForm.Legacy && choice.Of(BlockKind.ToolCall).Any(call => call.Form == ToolForm.Legacy);
        var block = new BodyBlock(started, choice) { Form = isSecond ? ToolForm.Function : form };
        _blocks.Add(started.Block, block);
        choice.Blocks.Add(block);
        if (block.Kind == BlockKind.ToolCall && block.Form != ToolForm.Legacy)
            NeedId(block);
    }

    Repair? Refusal(BlockStarted started)
    {
        if (started.Choice < 0)
            return Repair.MisplacedBlock;
        if (ChoiceOf(started.Choice).Stop is not null)
            return Repair.AfterStop;
        return started.Kind == BlockKind.ToolCall && string.IsNullOrEmpty(started.Tool?.Name) ? Repair.BrokenToolCall : null;
    }

    void NeedId(BodyBlock call)
    {
        if (!string.IsNullOrEmpty(call.Tool.Id) && _callIds.Add(call.Tool.Id))
            return;
        repairs.Add(Repair.BrokenToolCall);
        call.Tool = call.Tool with { Id = ChatIds.NewCall() };
        _callIds.Add(call.Tool.Id);
    }

    void Append(BlockDelta delta)
    {
        if (!_blocks.TryGetValue(delta.Block, out var block) || (block.Choice is not null && (!block.IsOpen || !ChatBlock.Takes(block.Kind, delta.Kind))))
            repairs.Add(Repair.OrphanBlockEvent);
        else
            block.Deltas.Add(delta);
    }

    void Complete(BlockCompleted completed)
    {
        if (!_blocks.TryGetValue(completed.Block, out var block) || !block.IsOpen)
            repairs.Add(Repair.OrphanBlockEvent);
        else
            block.IsOpen = false;
    }

    void Stop(ChoiceStopped stopped)
    {
        if (stopped.Choice < 0 || ChoiceOf(stopped.Choice).Stop is not null)
        {
            repairs.Add(Repair.AfterStop);
            return;
        }
        var choice = ChoiceOf(stopped.Choice);
        Close(choice);
        var word = ChatStops.ToWire(stopped.Reason);
        choice.Stop = choice.Agreeing(word);
        if (choice.Stop != word)
            repairs.Add(Repair.CorrectedStop);
    }

    void Close(BodyChoice choice)
    {
        foreach (var block in choice.Blocks.Where(block => block.IsOpen))
        {
            repairs.Add(Repair.UnclosedBlock);
            block.IsOpen = false;
        }
    }

    BodyChoice ChoiceOf(int index)
    {
        if (Choices.Find(known => known.Index == index) is { } found)
            return found;
        var choice = new BodyChoice(index);
        Choices.Add(choice);
        return choice;
    }
}
