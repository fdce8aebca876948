using LuthienProxy.Policies;
using LuthienProxy.Policies.Blocks;

namespace Acme.Policies;

/// <summary>Lets an agent use the tools on a list, and no others.</summary>
[Policy(
    "OnlyTools",
    Category = "Acme",
    Description = "Blocks calls to tools that are not on a list.",
    UseCase = "An agent that reads and never writes.",
    Example = """{ "tools": [ "Read", "Grep" ] }""")]
public sealed class OnlyToolsPolicy(OnlyToolsOptions options) : BlockPolicy
{
    // Whole tool calls; text streams past.
    public override BlockKinds Kinds => BlockKinds.ToolCall;

    // Checked when the policy is loaded, so say no more than you do.
    public override BlockActions Actions => BlockActions.Block;

    public override IEnumerable<PolicyProblem> Validate(PolicyBinding binding) =>
        options.Tools.IsDefaultOrEmpty ? [binding.Problem("tools", "At least one tool must be named.")] : base.Validate(binding);

    protected override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation)
    {
        var call = (WholeBlock.ToolCall)block;
        return new(options.Tools.Contains(call.Tool.Name)
            ? BlockVerdict.Pass
            : new BlockVerdict.Block($"Only these tools may be used here: {string.Join(", ", options.Tools)}."));
    }
}
