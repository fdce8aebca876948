using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.BlockWebRequests;

/// <summary>Stops tool calls that reach the network: by fetching tools and by commands. What a provider's own server tools fetch has happened before it is seen here.</summary>
[Policy(
    "BlockWebRequests",
    Category = PolicyCategories.Safety,
    Description = "Blocks tool calls that reach the network, but for allowed hosts: fetch and search tools, curl, wget, ssh and the like, and one-liners in other languages.",
    UseCase = "An agent works on private code and has no business elsewhere.",
    Example = """{ "allowedHosts": [ "docs.example.org" ] }""")]
public sealed class BlockWebRequestsPolicy(BlockWebRequestsOptions options) : BlockPolicy
{
    readonly WebRequests _requests = new(options);

    /// <inheritdoc/>
    public override BlockKinds Kinds => BlockKinds.ToolCall;

    /// <inheritdoc/>
    public override BlockActions Actions => BlockActions.Block;

    /// <inheritdoc/>
    public override ExplanationDetail Explanation => options.Explanation;

    /// <inheritdoc/>
    protected internal override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation) =>
        new(block is WholeBlock.ToolCall call && _requests.Forbidden(call) is { } reason ? new BlockVerdict.Block(reason) : BlockVerdict.Pass);
}
