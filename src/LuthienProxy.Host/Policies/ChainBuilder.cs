using System.Collections.Immutable;
using System.Diagnostics;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Host.Policies;

/// <summary>Makes chains of what is configured, with this node's limits and judges, and finds everything that is wrong. Thread-safe.</summary>
sealed class ChainBuilder(PolicyCatalog catalog, IJudges judges, PolicyLimits limits)
{
    /// <summary>The most policies of one chain.</summary>
    public const int MostPolicies = 100;

    /// <summary>Makes the chain; nothing of it is in use yet.</summary>
    public ChainBuild Build(PolicyInstance instance)
    {
        if (instance.Policies.Count > MostPolicies)
            return Refused(new(instance.Name ?? "", "policies", $"A chain has at most {MostPolicies} policies."));
        try
        {
            return catalog.Bind(instance.Policies) switch
            {
                PolicyBindings.Bound bound => Load(instance, bound.Bindings),
                PolicyBindings.Refused refused => new ChainBuild.Refused(refused.Problems),
                _ => throw new UnreachableException(),
            };
        }
        // A policy's own check may be anybody's code: whatever it throws, this chain cannot be used and the one before stays.
        catch (Exception cause) when (cause is not (OperationCanceledException or UnreachableException))
        {
            return Refused(new(instance.Name ?? "", null, $"A policy could not say whether it can be used ({cause.GetType().Name})."));
        }
    }

    ChainBuild Load(PolicyInstance instance, ImmutableArray<PolicyBinding> bindings) =>
        PolicyChain.Load(bindings.Select(binding => binding with { Version = instance.Version, Limits = limits, Judges = judges })) switch
        {
            ChainLoad.Loaded loaded => new ChainBuild.Built(new ActiveChain(loaded.Chain) { Name = instance.Name, Version = instance.Version }),
            ChainLoad.Refused refused => new ChainBuild.Refused(refused.Problems),
            _ => throw new UnreachableException(),
        };

    static ChainBuild.Refused Refused(PolicyProblem problem) => new([problem]);
}
