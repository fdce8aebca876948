using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Running;

/// <summary>Compares what went into a policy with what came out: content that vanished without a word (000-10c), and choices of which nothing is left to be seen (I-27).</summary>
sealed class SwallowWatch
{
    // A bit for each choice; those past the last share one.
    const int LastBit = 63;

    ulong _seenIn;
    ulong _seenOut;
    bool _wentIn;
    bool _cameOut;
    // Blocks of the first choice, which is the only one of most answers, are in neither.
    Dictionary<BlockId, int>? _choices;
    HashSet<BlockId>? _thinking;

    public void In(ResponseEvent next)
    {
        _wentIn |= IsContent(next);
        _seenIn |= Seen(next, _seenIn);
    }

    public void Out(ResponseEvent next)
    {
        _cameOut |= IsContent(next);
        _seenOut |= Seen(next, _seenOut);
    }

    /// <summary>Whether a reader would have seen something of this choice, and sees nothing.</summary>
    public bool IsEmptied(int choice) => (_seenIn & ~_seenOut & Bit(choice)) != 0;

    /// <summary>The answer is whole: reports what was swallowed.</summary>
    public void Report(PolicyContext context)
    {
        if (!_wentIn || _cameOut || context.DecisionCount > 0)
            return;
        context.Swallowed();
        context.Decide(PolicyVerdict.Error, "content went in, nothing came out, and no decision was declared: does the policy forward?");
    }

    static bool IsContent(ResponseEvent next) => next is BlockDelta or BlockStarted { Kind: BlockKind.ToolCall or BlockKind.Opaque };

    ulong Seen(ResponseEvent next, ulong known) => next switch
    {
        BlockDelta delta when _thinking?.Contains(delta.Block) != true => Seen(delta, known),
        BlockStarted started => Begin(started),
        _ => 0,
    };

    ulong Seen(BlockDelta delta, ulong known)
    {
        var bit = Bit(_choices is null ? 0 : _choices.GetValueOrDefault(delta.Block));
        // The text of a delta that passes unread is never decoded: after the first, only whether there was any counts.
        return (known & bit) != 0 || delta.Text.Length > 0 ? bit : 0;
    }

    ulong Begin(BlockStarted started)
    {
        if (started.Choice != 0)
            (_choices ??= [])[started.Block] = started.Choice;
        if (started.Kind == BlockKind.Thinking)
            (_thinking ??= []).Add(started.Block);
        return started.Kind is BlockKind.ToolCall or BlockKind.Opaque ? Bit(started.Choice) : 0;
    }

    static ulong Bit(int choice) => 1UL << Math.Clamp(choice, 0, LastBit);
}
