using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Blocks;

/// <summary>What a block policy holds of one answer: one queue for each choice, as choices are independent answers. Not thread-safe.</summary>
sealed class BlockHolds
{
    readonly SortedDictionary<int, ChoiceHold> _choices = [];
    readonly Dictionary<BlockId, int> _choiceOf = [];
    BlockPolicy _policy = null!;
    PolicyContext _context = null!;
    ChoiceHold? _last;

    public BlockHolds For(BlockPolicy policy, PolicyContext context)
    {
        _policy = policy;
        _context = context;
        return this;
    }

    public ValueTask TakeAsync(ResponseEvent next, PolicyOutput output)
    {
        switch (next)
        {
            case BlockStarted started:
                _choiceOf.TryAdd(started.Block, started.Choice);
                return StartAsync(started, output);
            case BlockDelta delta:
                return HoldOf(delta.Block) is { } hold ? hold.TakeAsync(delta, delta.Block, output) : Pass(next, output);
            case BlockCompleted completed:
                return HoldOf(completed.Block) is { } ended ? ended.TakeAsync(completed, completed.Block, output) : Pass(next, output);
            // What means nothing to the conversation keeps its place among what is held: it may be a format's scaffolding around a block.
            case Passthrough or UsageReported when _last is { IsHolding: true } last:
                last.Add(next);
                return default;
            // The answer broke off: what is not decided never leaves.
            case ResponseFailed:
                _choices.Clear();
                return Pass(next, output);
            case ResponseCompleted:
                return FinishAllAsync(next, output);
            default:
                return Pass(next, output);
        }
    }

    public ValueTask FinishAsync(int choice, PolicyOutput output) =>
        _choices.TryGetValue(choice, out var hold) ? hold.FinishAsync(output) : default;

    public void Release(PolicyOutput output)
    {
        foreach (var hold in _choices.Values)
            hold.ReleaseAll(output);
    }

    ValueTask StartAsync(BlockStarted started, PolicyOutput output)
    {
        if (!_choices.TryGetValue(started.Choice, out var hold))
            _choices.Add(started.Choice, hold = new(_policy, _context));
        _last = hold;
        return hold.StartAsync(started, output);
    }

    async ValueTask FinishAllAsync(ResponseEvent end, PolicyOutput output)
    {
        foreach (var hold in _choices.Values)
            await hold.FinishAsync(output);
        output.Forward(end);
    }

    ChoiceHold? HoldOf(BlockId block)
    {
        if (!_choiceOf.TryGetValue(block, out var choice) || !_choices.TryGetValue(choice, out var hold))
            return null;
        return _last = hold;
    }

    static ValueTask Pass(ResponseEvent next, PolicyOutput output)
    {
        output.Forward(next);
        return default;
    }
}
