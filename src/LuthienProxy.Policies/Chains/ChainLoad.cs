using System.Collections.Immutable;

namespace LuthienProxy.Policies.Chains;

/// <summary>What came of loading a chain. A closed choice.</summary>
public abstract record ChainLoad
{
    ChainLoad()
    {
    }

    /// <summary>The chain can be used.</summary>
    public sealed record Loaded(PolicyChain Chain) : ChainLoad;

    /// <summary>It cannot, and these are all the reasons. The chain before it stays in use.</summary>
    public sealed record Refused(ImmutableArray<PolicyProblem> Problems) : ChainLoad;
}
