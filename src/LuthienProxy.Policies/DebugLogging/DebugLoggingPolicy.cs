using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.DebugLogging;

/// <summary>Puts on record what flows, in numbers: kinds and sizes, never the words.</summary>
[Policy(
    "DebugLogging",
    Category = PolicyCategories.Diagnostics,
    Description = "Puts every request and every block of an answer on record as a decision: what it is and how large, never what it says. Changes nothing.",
    UseCase = "To see what a chain is given at some place in it, without reading anybody's words.",
    Example = "{}")]
public sealed class DebugLoggingPolicy : Policy
{
    /// <inheritdoc/>
    public override bool MayRewriteResponse => false;

    /// <inheritdoc/>
    public override ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        context.Decide(PolicyVerdict.Forward, $"{request.MessageCount} messages, {request.ToolCount} tools, {request.Raw.Length} bytes");
        return new(RequestVerdict.Pass);
    }

    /// <inheritdoc/>
    public override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(context);
        var blocks = context.State<Dictionary<BlockId, BlockSize>>();
        switch (next)
        {
            case BlockStarted started:
                blocks[started.Block] = new(started.Kind, 0);
                break;
            case BlockDelta delta when blocks.TryGetValue(delta.Block, out var size):
                blocks[delta.Block] = size with { Characters = size.Characters + delta.Text.Length };
                break;
            case BlockCompleted completed when blocks.Remove(completed.Block, out var whole):
                context.Decide(PolicyVerdict.Forward, $"{whole.Kind} of {whole.Characters} characters", completed.Block);
                break;
        }
        output.Forward(next);
        return default;
    }

    sealed record BlockSize(BlockKind Kind, long Characters);
}
