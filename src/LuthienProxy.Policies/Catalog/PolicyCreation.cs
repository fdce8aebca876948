using System.Collections.Immutable;

namespace LuthienProxy.Policies.Catalog;

/// <summary>What came of making a policy from its configuration. A closed choice.</summary>
public abstract record PolicyCreation
{
    PolicyCreation()
    {
    }

    /// <summary>It was made; whether it can be used where it shall be bound, loading the chain tells.</summary>
    public sealed record Created(Policy Policy) : PolicyCreation;

    /// <summary>It was not, and these are the reasons.</summary>
    public sealed record Refused(ImmutableArray<PolicyProblem> Problems) : PolicyCreation;
}
