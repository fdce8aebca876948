using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockDangerousCommands;

/// <summary>Stops shell commands that destroy a system or a disk, or that run what nobody has read. By fixed rules: the same answer every time, in microseconds.</summary>
[Policy(
    "BlockDangerousCommands",
    Category = PolicyCategories.Safety,
    Description = "Blocks tool calls whose shell commands destroy files, disks or the system, or run code straight from the network or from an encoding.",
    UseCase = "A coding agent works with few questions asked, and rm -rf / stays a joke.",
    Example = """{ "alsoBlock": [ "terraform" ], "allow": [ "reboot" ] }""")]
public sealed class BlockDangerousCommandsPolicy(BlockDangerousCommandsOptions options) : BlockPolicy
{
    readonly DangerousCommands _rules = new(options);

    /// <inheritdoc/>
    public override BlockKinds Kinds => BlockKinds.ToolCall;

    /// <inheritdoc/>
    public override BlockActions Actions => BlockActions.Block;

    /// <inheritdoc/>
    public override ExplanationDetail Explanation => options.Explanation;

    /// <inheritdoc/>
    protected internal override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation) =>
        new(block is WholeBlock.ToolCall call && _rules.Danger(ToolCallReader.Scripts(call)) is { } danger ? new BlockVerdict.Block(danger) : BlockVerdict.Pass);
}
