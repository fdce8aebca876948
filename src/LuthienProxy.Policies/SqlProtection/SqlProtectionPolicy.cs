using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.SqlProtection;

/// <summary>Stops SQL that destroys data or its structure, whether a tool runs it or a shell command does.</summary>
[Policy(
    "SqlProtection",
    Category = PolicyCategories.Safety,
    Description = "Blocks tool calls whose SQL drops, truncates, or deletes or updates every row; on request, all that does not only read.",
    UseCase = "An agent explores a database that somebody needs tomorrow.",
    Example = """{ "readOnly": false, "allow": [ "DROP INDEX" ] }""")]
public sealed class SqlProtectionPolicy(SqlProtectionOptions options) : BlockPolicy
{
    readonly SqlRules _rules = new(options);

    /// <inheritdoc/>
    public override BlockKinds Kinds => BlockKinds.ToolCall;

    /// <inheritdoc/>
    public override BlockActions Actions => BlockActions.Block;

    /// <inheritdoc/>
    public override ExplanationDetail Explanation => options.Explanation;

    /// <inheritdoc/>
    protected internal override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation) =>
        new(block is WholeBlock.ToolCall call && SqlSources.Of(call).Select(_rules.Danger).FirstOrDefault(danger => danger is not null) is { } danger
            ? new BlockVerdict.Block(danger)
            : BlockVerdict.Pass);
}
