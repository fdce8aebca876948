using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Chains;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>Chains as an administrator would have activated them.</summary>
public static class Bound
{
    public const string Name = "mine";

    public const int Version = 7;

    /// <summary>These policies in a row, enforced, named <c>stage-0</c> and so on.</summary>
    public static ActiveChain To(params IReadOnlyList<Policy> policies) => To([.. policies.Select((policy, at) => new PolicyBinding { Name = $"stage-{at}", Policy = policy })]);

    public static ActiveChain To(params IReadOnlyList<PolicyBinding> bindings) =>
        new(PolicyChain.Load(bindings).ShouldBeOfType<ChainLoad.Loaded>().Chain) { Name = Name, Version = Version };
}
