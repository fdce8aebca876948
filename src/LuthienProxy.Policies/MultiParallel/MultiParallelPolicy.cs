using System.Collections.Immutable;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Chains;

namespace LuthienProxy.Policies.MultiParallel;

/// <summary>Block policies side by side: all see the same block at the same time, and their votes make one verdict. Works on streams as on whole answers.</summary>
/// <remarks>
/// Votes that drop count as votes to block. Where the block goes on, the first policy of the list that replaces it has its way. A policy that fails votes as its own declaration says.
/// </remarks>
[Policy(
    "MultiParallel",
    Category = PolicyCategories.Composition,
    Description = "Lets several block policies and judges decide about the same block at the same time: one that blocks is enough, or the majority decides.",
    UseCase = "Independent checks without adding up their waiting times; several judges whose majority counts.",
    Example = """{ "vote": "AnyBlocks", "policies": [ { "policy": "BlockDangerousCommands" }, { "policy": "SqlProtection" } ] }""")]
public sealed class MultiParallelPolicy(MultiParallelOptions options) : BlockPolicy
{
    /// <summary>The policies that decide together.</summary>
    public ImmutableArray<PolicyBinding> Policies { get; } = options.Policies.IsDefault ? [] : options.Policies;

    /// <inheritdoc/>
    public override BlockKinds Kinds => Members.Aggregate(BlockKinds.None, (kinds, member) => kinds | member.Policy.Kinds);

    /// <inheritdoc/>
    public override BlockActions Actions => Members.Aggregate(BlockActions.None, (actions, member) => actions | member.Policy.Actions);

    /// <inheritdoc/>
    public override ExplanationDetail Explanation =>
        Members.Any(member => member.Policy.Explanation == ExplanationDetail.ReasonOnly) ? ExplanationDetail.ReasonOnly : ExplanationDetail.Content;

    IEnumerable<(PolicyBinding Binding, BlockPolicy Policy)> Members =>
        Policies.Where(binding => binding.Policy is BlockPolicy).Select(binding => (binding, (BlockPolicy)binding.Policy));

    /// <inheritdoc/>
    public override IEnumerable<PolicyProblem> Validate(PolicyBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        var strangers = Policies.Index().Where(child => child.Item.Policy is not BlockPolicy)
            .Select(child => binding.Problem($"policies[{child.Index}]", "Only policies that decide about whole blocks can decide together: this one changes what streams."));
        var shadows = Policies.Index().Where(child => child.Item.Mode == StageMode.Shadow)
            .Select(child => binding.Problem($"policies[{child.Index}].mode", "One that only looks on has no vote: leave it out, or run all of them in shadow."));
        var none = Policies.IsDefaultOrEmpty ? [binding.Problem("policies", "There must be at least one policy.")] : Array.Empty<PolicyProblem>();
        return none.Concat(strangers).Concat(shadows).Concat(BindingCheck.Inside(binding, Policies));
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation)
    {
        var voters = context.State<ParallelVoters>().Of(Policies, context).Where(voter => voter.Sees(block)).ToList();
        var verdicts = await Task.WhenAll(voters.Select(voter => voter.VoteAsync(block, cancellation)));
        var against = verdicts.Where(verdict => verdict is BlockVerdict.Block or BlockVerdict.Drop).ToList();
        var isBlocked = options.Vote == ParallelVote.AnyBlocks ? against.Count > 0 : against.Count > 0 && against.Count * 2 >= verdicts.Length;
        if (!isBlocked)
            return verdicts.FirstOrDefault(verdict => verdict is BlockVerdict.Replace) ?? BlockVerdict.Pass;
        var reasons = against.OfType<BlockVerdict.Block>().Select(verdict => verdict.Reason).Distinct(StringComparer.Ordinal).ToList();
        return reasons.Count > 0 ? new BlockVerdict.Block(string.Join("\n", reasons)) { Probability = against.Max(verdict => verdict.Probability) } : against[0];
    }

    /// <inheritdoc/>
    public override ValueTask OnEndedAsync(PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.State<ParallelVoters>().EndAsync();
    }
}
