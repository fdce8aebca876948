using System.Diagnostics;
using LuthienProxy.Policies.Running;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Blocks;

/// <summary>From a held block over its verdict to what becomes of it; a decision that fails is answered here, block by block (I-55, PP5).</summary>
static class Settling
{
    /// <summary>Asks the policy, for as long as it may take; runs on beside the answer when it has to wait.</summary>
    public static async Task<BlockVerdict> BeginAsync(HeldBlock held, BlockPolicy policy, PolicyContext context)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var isDecided = false;
        try
        {
            var deciding = policy.DecideAsync(held.Whole(), context, limit.Token);
            var verdict = deciding.IsCompletedSuccessfully ? deciding.Result : await Bound.Of(deciding.AsTask(), context);
            isDecided = true;
            return verdict ?? throw new PolicyException("it gave no verdict.");
        }
        finally
        {
            // Told here also when the transaction was cancelled: the wait above hears of it first, and what is disposed before its turn never hears of it (I-57).
            if (!isDecided)
                await limit.CancelAsync();
        }
    }

    /// <summary>Waits for the verdict and puts it on record.</summary>
    public static async ValueTask<SettledBlock> OfAsync(HeldBlock held, BlockPolicy policy, PolicyContext context)
    {
        var settled = new SettledBlock(held.Started.Choice, held.Started.Kind == BlockKind.ToolCall);
        try
        {
            var verdict = await held.Decision!;
            var took = context.Time.GetElapsedTime(held.WholeSince);
            return Settle(settled, verdict, held, policy, context, took);
        }
        catch (Exception cause) when (!(cause is OperationCanceledException && context.IsAbandoned))
        {
            return Failed(settled, cause, held, policy, context);
        }
    }

    static SettledBlock Settle(SettledBlock settled, BlockVerdict verdict, HeldBlock held, BlockPolicy policy, PolicyContext context, TimeSpan took)
    {
        var isThinking = held.Started.Kind == BlockKind.Thinking;
        void Record(PolicyVerdict decided, string? reason) => context.Decide(decided, reason, held.Started.Block, verdict.Probability, took);
        switch (verdict)
        {
            case BlockVerdict.Forward forward:
                Record(PolicyVerdict.Forward, null);
                return settled with { IsForwarded = true, Words = forward.Notice is { } notice ? BlockedMessage.Notice(notice, context.MessageForm) : null };
            case BlockVerdict.Replace replace when !isThinking && held.Started.Kind != BlockKind.Opaque:
                Record(PolicyVerdict.Replace, replace.Reason);
                return settled with { Instead = held.With(replace.Content) };
            case BlockVerdict.Block block:
                Record(PolicyVerdict.Block, block.Reason);
                var words = BlockedMessage.Of(context.Name, block.Reason, held.Whole(), policy.Explanation, context.MessageForm);
                return isThinking ? settled with { Stop = words } : settled with { Words = words };
            case BlockVerdict.Drop drop when !isThinking:
                Record(PolicyVerdict.Drop, drop.Reason);
                return settled;
            case BlockVerdict.Replace or BlockVerdict.Drop:
                throw new PolicyException($"it wants to change a block of kind {held.Started.Kind}, which is not possible.");
            default:
                throw new UnreachableException();
        }
    }

    static SettledBlock Failed(SettledBlock settled, Exception cause, HeldBlock held, BlockPolicy policy, PolicyContext context)
    {
        var reason = Bound.Explain(cause, context);
        context.Decide(PolicyVerdict.Error, reason, held.Started.Block, took: context.Time.GetElapsedTime(held.WholeSince));
        if (context.OnFailure == FailureMode.Open)
            return settled with { IsForwarded = true, Words = BlockedMessage.Notice($"(Policy '{context.Name}' could not check this: {reason})", context.MessageForm) };
        var words = BlockedMessage.Of(context.Name, $"The policy could not decide: {reason}", held.Whole(), policy.Explanation, context.MessageForm);
        return held.Started.Kind == BlockKind.Thinking ? settled with { Stop = words } : settled with { Words = words };
    }
}
