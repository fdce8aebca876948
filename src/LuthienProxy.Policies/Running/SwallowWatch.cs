using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Running;

/// <summary>Sees content that went into a policy and never came out although the policy said nothing: most likely it forgot to forward (000-10c).</summary>
sealed class SwallowWatch
{
    bool _wentIn;
    bool _cameOut;

    public void In(ResponseEvent next) => _wentIn |= IsContent(next);

    public void Out(ResponseEvent next) => _cameOut |= IsContent(next);

    /// <summary>The answer is whole: reports what was swallowed.</summary>
    public void Report(PolicyContext context)
    {
        if (!_wentIn || _cameOut || context.DecisionCount > 0)
            return;
        context.Swallowed();
        context.Decide(PolicyVerdict.Error, "content went in, nothing came out, and no decision was declared: does the policy forward?");
    }

    static bool IsContent(ResponseEvent next) => next is BlockDelta or BlockStarted { Kind: BlockKind.ToolCall or BlockKind.Opaque };
}
