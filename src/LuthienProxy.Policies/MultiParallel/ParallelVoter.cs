using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Running;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.MultiParallel;

/// <summary>One of the policies that decide together, in one transaction.</summary>
sealed class ParallelVoter(PolicyBinding binding, PolicyContext context)
{
    readonly BlockPolicy _policy = (BlockPolicy)binding.Policy;

    public bool Sees(WholeBlock block) => _policy.Kinds.HasFlag(block switch
    {
        WholeBlock.Text { IsRefusal: true } => BlockKinds.Refusal,
        WholeBlock.Text => BlockKinds.Text,
        WholeBlock.Thinking => BlockKinds.Thinking,
        WholeBlock.ToolCall => BlockKinds.ToolCall,
        _ => BlockKinds.Opaque,
    });

    /// <summary>The vote, on record under the voter's own name; a failure votes as the policy declares.</summary>
    public async Task<BlockVerdict> VoteAsync(WholeBlock block, CancellationToken cancellation)
    {
        var since = context.Time.GetTimestamp();
        try
        {
            var verdict = await Bound.Of(_policy.DecideAsync(block, context, cancellation).AsTask(), context);
            Record(verdict, block, context.Time.GetElapsedTime(since));
            return verdict;
        }
        catch (Exception cause) when (!(cause is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            var reason = Bound.Explain(cause, context);
            context.Decide(PolicyVerdict.Error, reason, block.Id, took: context.Time.GetElapsedTime(since));
            return context.OnFailure == FailureMode.Open ? BlockVerdict.Pass : new BlockVerdict.Block($"Policy '{context.Name}' could not decide: {reason}");
        }
    }

    public async ValueTask EndAsync()
    {
        await _policy.OnEndedAsync(context);
        context.End();
    }

    void Record(BlockVerdict verdict, WholeBlock block, TimeSpan took)
    {
        var (decided, reason) = verdict switch
        {
            BlockVerdict.Block blocked => (PolicyVerdict.Block, blocked.Reason),
            BlockVerdict.Drop drop => (PolicyVerdict.Drop, drop.Reason),
            BlockVerdict.Replace replace => (PolicyVerdict.Replace, replace.Reason),
            _ => (PolicyVerdict.Forward, null),
        };
        context.Decide(decided, reason, block.Id, verdict.Probability, took);
    }
}
