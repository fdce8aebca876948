using System.Collections.Immutable;

namespace LuthienProxy.Policies.Catalog;

/// <summary>What came of making policies from references. A closed choice.</summary>
public abstract record PolicyBindings
{
    PolicyBindings()
    {
    }

    /// <summary>All were made, in order; not yet checked where they stand.</summary>
    public sealed record Bound(ImmutableArray<PolicyBinding> Bindings) : PolicyBindings;

    /// <summary>Some were not, and these are all the reasons.</summary>
    public sealed record Refused(ImmutableArray<PolicyProblem> Problems) : PolicyBindings;
}
