using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.Tests.Arbitrary;

/// <summary>Decides as <see cref="ByNamePolicy"/> does, but later, and about parallel calls in any order.</summary>
sealed class AwaitingPolicy : BlockPolicy
{
    readonly ByNamePolicy _inner = new(BlockKinds.Text | BlockKinds.ToolCall);

    protected internal override async ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation)
    {
        for (var turns = block.Id.Value % 3; turns >= 0; turns--)
            await Task.Yield();
        return await _inner.DecideAsync(block, context, cancellation);
    }
}
