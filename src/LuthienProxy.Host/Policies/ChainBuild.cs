using System.Collections.Immutable;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>What came of making a chain. A closed choice.</summary>
abstract record ChainBuild
{
    ChainBuild()
    {
    }

    /// <summary>Calls can run under it.</summary>
    public sealed record Built(ActiveChain Chain) : ChainBuild;

    /// <summary>It cannot be used, and these are all the reasons.</summary>
    public sealed record Refused(ImmutableArray<PolicyProblem> Problems) : ChainBuild;
}
