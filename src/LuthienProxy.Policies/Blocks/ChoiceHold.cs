using LuthienProxy.Policies.Running;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Blocks;

/// <summary>
/// What a block policy holds of one choice: the events in their order, from the first block that it wants to see until all of them are decided. Not thread-safe.
/// </summary>
sealed class ChoiceHold(BlockPolicy policy, PolicyContext context)
{
    readonly List<ResponseEvent> _queue = [];
    readonly Dictionary<BlockId, HeldBlock> _held = [];
    // Blocks that the policy does not look at and that wait behind one that it does.
    readonly HashSet<BlockId> _behind = [];
    HeldText _text = new(context);
    int _open;
    bool _hasTools;

    public bool IsHolding => _queue.Count > 0;

    public void Add(ResponseEvent next) => _queue.Add(next);

    public async ValueTask StartAsync(BlockStarted started, PolicyOutput output)
    {
        // Tool calls that follow each other are decided together; anything else ends the group.
        if (IsHolding && _open == 0 && !(_hasTools && started.Kind == BlockKind.ToolCall))
            await FinishAsync(output);
        if (IsWanted(started.Kind))
        {
            if (_held.TryAdd(started.Block, new(started)))
                _open++;
            _hasTools |= started.Kind == BlockKind.ToolCall;
            _queue.Add(started);
        }
        else if (IsHolding)
        {
            _behind.Add(started.Block);
            _queue.Add(started);
        }
        else
            output.Forward(started);
    }

    public ValueTask TakeAsync(ResponseEvent next, BlockId block, PolicyOutput output)
    {
        if (!_held.TryGetValue(block, out var held))
        {
            if (_behind.Contains(block))
                _queue.Add(next);
            else
                output.Forward(next);
            return default;
        }
        _queue.Add(next);
        if (next is BlockDelta delta)
        {
            _text.Add(held.Take(delta));
            if (held.Length > context.Limits.MaxHeldCharacters)
                throw new PolicyException($"it would hold back more than {context.Limits.MaxHeldCharacters} characters.");
            return default;
        }
        Decide(held);
        return _open == 0 && !_hasTools ? FinishAsync(output) : default;
    }

    /// <summary>Nothing more belongs to what is held: waits for the decisions and lets out what they leave.</summary>
    public async ValueTask FinishAsync(PolicyOutput output)
    {
        if (!IsHolding)
            return;
        var settled = new Dictionary<BlockId, SettledBlock>();
        foreach (var held in _held.Values)
        {
            Decide(held);
            settled.Add(held.Started.Block, await Settling.OfAsync(held, policy, context));
        }
        var queue = _queue.ToArray();
        Clear();
        LetOut(queue, settled, output);
    }

    public void ReleaseAll(PolicyOutput output)
    {
        foreach (var next in _queue)
            output.Forward(next);
        Clear();
    }

    void Decide(HeldBlock held)
    {
        if (held.Decision is not null)
            return;
        _open--;
        held.WholeSince = context.Time.GetTimestamp();
        held.Decision = Settling.BeginAsync(held, policy, context);
        // When the answer breaks off, nobody waits for the rest of the group.
        if (!held.Decision.IsCompletedSuccessfully)
            _ = Bound.Forgotten(held.Decision);
    }

    static void LetOut(ResponseEvent[] queue, Dictionary<BlockId, SettledBlock> settled, PolicyOutput output)
    {
        // Before the first tool call, as nothing may stand behind one (I-24).
        foreach (var tool in settled.Values.Where(block => block.IsTool))
            output.AddText(tool.Words ?? "", tool.Choice);
        foreach (var next in queue)
        {
            if (BlockOf(next) is not { } id || !settled.TryGetValue(id, out var block))
                output.Forward(next);
            else if (block.IsForwarded)
                Forward(next, block, output);
            else if (next is BlockStarted)
                Replace(block, output);
        }
    }

    static void Forward(ResponseEvent next, SettledBlock block, PolicyOutput output)
    {
        output.Forward(next);
        if (next is BlockCompleted && !block.IsTool)
            output.AddText(block.Words ?? "", block.Choice);
    }

    static void Replace(SettledBlock block, PolicyOutput output)
    {
        foreach (var part in block.Instead)
            output.Forward(part);
        if (!block.IsTool)
            output.AddText(block.Words ?? "", block.Choice);
        if (block.Stop is { } explanation)
            output.Stop(explanation);
    }

    static BlockId? BlockOf(ResponseEvent next) => next switch
    {
        BlockStarted started => started.Block,
        BlockDelta delta => delta.Block,
        BlockCompleted completed => completed.Block,
        _ => null,
    };

    bool IsWanted(BlockKind kind) => policy.Kinds.HasFlag(kind switch
    {
        BlockKind.Text => BlockKinds.Text,
        BlockKind.Thinking => BlockKinds.Thinking,
        BlockKind.ToolCall => BlockKinds.ToolCall,
        BlockKind.Refusal => BlockKinds.Refusal,
        _ => BlockKinds.Opaque,
    });

    void Clear()
    {
        _queue.Clear();
        _held.Clear();
        _behind.Clear();
        _text.Clear();
        _open = 0;
        _hasTools = false;
    }
}
