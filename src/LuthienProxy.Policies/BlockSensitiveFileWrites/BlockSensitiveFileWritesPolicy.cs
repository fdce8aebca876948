using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockSensitiveFileWrites;

/// <summary>Stops tool calls that write where keys, start-up files and the system live: by editing tools, patches, redirections or commands.</summary>
[Policy(
    "BlockSensitiveFileWrites",
    Category = PolicyCategories.Safety,
    Description = "Blocks tool calls that write to system files, keys, credentials, shell start-up files or Git hooks.",
    UseCase = "An agent edits the project it was given, and nothing that outlives it.",
    Example = """{ "alsoGuard": [ "secrets.yaml", "/srv/*" ], "allow": [ ".env.example" ] }""")]
public sealed class BlockSensitiveFileWritesPolicy(BlockSensitiveFileWritesOptions options) : BlockPolicy
{
    readonly GuardedPaths _paths = new(options);

    /// <inheritdoc/>
    public override BlockKinds Kinds => BlockKinds.ToolCall;

    /// <inheritdoc/>
    public override BlockActions Actions => BlockActions.Block;

    /// <inheritdoc/>
    public override ExplanationDetail Explanation => options.Explanation;

    /// <inheritdoc/>
    protected internal override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation)
    {
        if (block is not WholeBlock.ToolCall call)
            return new(BlockVerdict.Pass);
        var guarded = WrittenPaths.Of(call).FirstOrDefault(_paths.IsGuarded);
        if (guarded is not null)
            return new(new BlockVerdict.Block($"It writes to {guarded}, which is guarded."));
        return new(ToolCallReader.Scripts(call).IsTooComplex ? new BlockVerdict.Block("The command is nested too deeply, or too long, to be understood.") : BlockVerdict.Pass);
    }
}
