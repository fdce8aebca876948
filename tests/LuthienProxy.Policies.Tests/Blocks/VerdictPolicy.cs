using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.Tests.Blocks;

/// <summary>Gives every block that it looks at the same verdict.</summary>
sealed class VerdictPolicy(BlockKinds kinds, BlockVerdict verdict, BlockActions actions = BlockActions.Block) : BlockPolicy
{
    public override BlockKinds Kinds => kinds;

    public override BlockActions Actions => actions;

    public override ExplanationDetail Explanation => ExplanationDetail.ReasonOnly;

    protected internal override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation) => new(verdict);
}
