using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.Tests.Arbitrary;

/// <summary>A block policy whose verdict hangs on words: <c>forbidden</c> is blocked, <c>rm</c> dropped, <c>abc</c> replaced, <c>hello</c> forwarded with a notice.</summary>
sealed class ByNamePolicy(BlockKinds kinds) : BlockPolicy
{
    public override BlockKinds Kinds => kinds;

    protected internal override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation) => new(block switch
    {
        WholeBlock.ToolCall { Tool.Name: "forbidden" } => new BlockVerdict.Block("This tool is forbidden."),
        WholeBlock.ToolCall call when call.Arguments.Contains("rm ") => new BlockVerdict.Drop("It removes."),
        WholeBlock.ToolCall call when call.Arguments.Contains("abc") => new BlockVerdict.Replace("""{"command":"true"}""", "It says abc."),
        WholeBlock.Text text when text.Value.Contains("forbidden") => new BlockVerdict.Block("This word is forbidden."),
        WholeBlock.Text text when text.Value.Contains("abc") => new BlockVerdict.Replace("replaced"),
        WholeBlock.Text text when text.Value.Contains("hello") => new BlockVerdict.Forward("(a notice)"),
        _ => BlockVerdict.Pass,
    });
}
