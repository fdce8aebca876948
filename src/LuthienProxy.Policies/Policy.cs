using LuthienProxy.Policies.Requests;
using LuthienProxy.Policies.Running;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies;

/// <summary>
/// Inspects, changes or stops what is asked and what is answered: the base for full control. By default everything passes untouched.
/// </summary>
/// <remarks>
/// <para>Most policies are easier and safer as a <see cref="Text.TextPolicy"/> (change words as they stream), a <see cref="Blocks.BlockPolicy"/> (see a whole
/// text or tool call, then decide).</para>
/// <para>A policy is an immutable object, shared by all transactions that run at the same time. What belongs to one transaction lives in
/// <see cref="PolicyContext.State{T}"/>.</para>
/// <para>What is forwarded as the same object leaves byte for byte as it came; a copy made by <c>with</c> is written into its frame. Indices, stop reasons,
/// ids, usage and terminators are the emitter's: no policy can write them, and none can break a format's grammar.</para>
/// <para>The hooks of one transaction are called one after the other, in the order of the events. A hook that throws or takes longer than
/// <see cref="PolicyLimits.DecisionTimeout"/> is answered as <see cref="OnFailure"/> says. Heed <see cref="PolicyContext.Cancellation"/> in every wait.</para>
/// </remarks>
public abstract class Policy
{
    /// <summary>A policy that lets everything pass.</summary>
    protected Policy() => SeesEvents = GetType().GetMethod(nameof(OnEventAsync), [typeof(ResponseEvent), typeof(PolicyOutput), typeof(PolicyContext)])!.DeclaringType != typeof(Policy);

    /// <summary>What happens where this policy cannot decide; <see cref="FailureMode.Closed"/> unless the policy says otherwise. A chain may override it.</summary>
    public virtual FailureMode OnFailure => FailureMode.Closed;

    /// <summary>Whether answers may leave changed. True unless the policy knows that it only looks on: the emitter then need not remember anything.</summary>
    public virtual bool MayRewriteResponse => true;

    /// <summary>Sees the request before it goes to an upstream. By default it passes.</summary>
    public virtual ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request, PolicyContext context) => new(RequestVerdict.Pass);

    /// <summary>Sees the next event of the answer; what it does not forward does not go on. By default it forwards.</summary>
    /// <param name="next">The event.</param>
    /// <param name="output">What goes on in its place.</param>
    /// <param name="context">The transaction as this policy sees it.</param>
    public virtual ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Forward(next);
        return default;
    }

    /// <summary>All blocks of a choice have been seen: the last moment to add to it. What is forwarded here stands before the choice's stop (I-52).</summary>
    /// <remarks>Called once per choice before its <see cref="ChoiceStopped"/> is seen; not called when the answer fails.</remarks>
    public virtual ValueTask OnChoiceEndAsync(int choice, PolicyOutput output, PolicyContext context) => default;

    /// <summary>The transaction is over, however it ended: the place to let go of what <see cref="PolicyContext.State{T}"/> cannot. Called exactly once.</summary>
    public virtual ValueTask OnEndedAsync(PolicyContext context) => default;

    /// <summary>This policy failed and <see cref="FailureMode.Open"/> is declared: forwards what it still holds. It sees no further event.</summary>
    public virtual void OnFailedOpen(PolicyOutput output, PolicyContext context)
    {
    }

    /// <summary>What keeps this policy from doing its work where it is bound; nothing when all is well. A chain with a problem is not loaded.</summary>
    public virtual IEnumerable<PolicyProblem> Validate(PolicyBinding binding) => [];

    /// <summary>Whether <see cref="OnEventAsync"/> is more than what it is by default: else events need not be shown to it one by one.</summary>
    internal bool SeesEvents { get; }

    /// <summary>What runs this policy for one transaction.</summary>
    internal virtual StageRun Begin(PolicyContext context) => new PolicyStageRun(this, context);
}
