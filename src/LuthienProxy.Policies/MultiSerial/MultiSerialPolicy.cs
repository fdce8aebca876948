using System.Collections.Immutable;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Running;

namespace LuthienProxy.Policies.MultiSerial;

/// <summary>Policies one after the other, as one policy: what the first lets through is what the second sees. May be nested.</summary>
[Policy(
    "MultiSerial",
    Category = PolicyCategories.Composition,
    Description = "Runs policies one after the other: what the first lets through is what the second sees.",
    UseCase = "To give a set of policies one name, one mode and one place in the chain.",
    Example = """{ "policies": [ { "policy": "RegexRedaction", "config": { "sets": "Keys" } }, { "policy": "AllCaps" } ] }""")]
public sealed class MultiSerialPolicy(MultiSerialOptions options) : Policy
{
    /// <summary>The policies in order.</summary>
    public ImmutableArray<PolicyBinding> Policies { get; } = options.Policies.IsDefault ? [] : options.Policies;

    /// <inheritdoc/>
    public override bool MayRewriteResponse => Policies.Any(child => child.Mode == StageMode.Enforce && child.Policy.MayRewriteResponse);

    /// <inheritdoc/>
    public override IEnumerable<PolicyProblem> Validate(PolicyBinding binding) => BindingCheck.Inside(binding, Policies);

    internal override StageRun Begin(PolicyContext context) =>
        new SerialRun([.. Policies.Select(child => StageRuns.Of(child, context.Inside(child)))], context);
}
