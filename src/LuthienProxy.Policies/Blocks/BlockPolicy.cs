using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Blocks;

/// <summary>Sees a whole text or a whole tool call, and decides: forward it, replace it, block it with a reason, or drop it.</summary>
/// <remarks>
/// <para>Latency: what the policy wants to see is held from its first byte until it is decided; what came before it is not delayed, and the order stays (PP3). The tool
/// calls of one answer are held together until the last of them is whole: an explanation can stand before the first call only (I-24), and agents run a call
/// the moment it is complete.</para>
/// <para>What is forwarded leaves byte for byte. Nothing of what is blocked leaves, neither name nor id nor arguments, but what its explanation shows (PP1).</para>
/// <para><see cref="DecideAsync"/> may be called for several tool calls at the same time; the outcome keeps their order (I-57). A decision that fails or takes longer than
/// <see cref="PolicyLimits.DecisionTimeout"/> blocks that block, or forwards it with a notice where the policy fails open (I-55).</para>
/// </remarks>
public abstract class BlockPolicy : Policy
{
    /// <summary>Which blocks the policy wants to see; text and tool calls unless it says otherwise.</summary>
    public virtual BlockKinds Kinds => BlockKinds.Text | BlockKinds.ToolCall;

    /// <summary>What the policy may decide; anything unless it says otherwise.</summary>
    public virtual BlockActions Actions => BlockActions.All;

    /// <summary>What a blocked block's explanation shows.</summary>
    public virtual ExplanationDetail Explanation => ExplanationDetail.Content;

    /// <inheritdoc/>
    public override bool MayRewriteResponse => Kinds != BlockKinds.None && Actions != BlockActions.None;

    /// <summary>Decides about one block. Called once per block; thread-safe, as the calls for parallel tool calls overlap.</summary>
    /// <param name="block">The block.</param>
    /// <param name="context">The transaction as this policy sees it.</param>
    /// <param name="cancellation">Cancelled when nobody waits for this decision any more.</param>
    protected internal abstract ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation);

    /// <inheritdoc/>
    public override IEnumerable<PolicyProblem> Validate(PolicyBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        if (Kinds.HasFlag(BlockKinds.Thinking) && (Actions & (BlockActions.Replace | BlockActions.Drop)) != BlockActions.None)
            yield return binding.Problem(null, "It may replace or drop reasoning, which is signed: the next turn would fail. It can forward it, or block, which ends the answer.");
        if (Kinds.HasFlag(BlockKinds.Opaque) && Actions.HasFlag(BlockActions.Replace))
            yield return binding.Problem(null, "It may replace blocks of kinds that are not known here: there is no text to replace.");
    }

    /// <inheritdoc/>
    public sealed override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HoldsOf(context).TakeAsync(next, output);
    }

    /// <inheritdoc/>
    public sealed override ValueTask OnChoiceEndAsync(int choice, PolicyOutput output, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HoldsOf(context).FinishAsync(choice, output);
    }

    /// <inheritdoc/>
    public sealed override void OnFailedOpen(PolicyOutput output, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        HoldsOf(context).Release(output);
    }

    BlockHolds HoldsOf(PolicyContext context) => context.State<BlockHolds>().For(this, context);
}
