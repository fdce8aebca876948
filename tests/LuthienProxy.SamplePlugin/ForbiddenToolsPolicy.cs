using LuthienProxy.Policies;
using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.SamplePlugin;

/// <summary>Stops calls of tools that nobody shall use here.</summary>
[Policy(
    "ForbiddenTools",
    Category = PolicyCategories.Safety,
    Description = "Blocks calls of tools by their names.",
    UseCase = "A sample of a plugin that sees whole tool calls.",
    Example = """{ "tools": [ "WebFetch" ] }""")]
public sealed class ForbiddenToolsPolicy(ForbiddenToolsOptions options) : BlockPolicy
{
    /// <inheritdoc/>
    public override BlockKinds Kinds => BlockKinds.ToolCall;

    /// <inheritdoc/>
    public override BlockActions Actions => BlockActions.Block;

    /// <inheritdoc/>
    protected override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation) =>
        new(block is WholeBlock.ToolCall { Tool.Name: var name } && options.Tools.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? new BlockVerdict.Block($"The tool {name} is not used here.")
            : BlockVerdict.Pass);
}
