using System.Collections.Immutable;
using System.ComponentModel;

namespace LuthienProxy.Policies.MultiParallel;

/// <summary>The policies of a <see cref="MultiParallelPolicy"/>, and how they decide.</summary>
public sealed record MultiParallelOptions
{
    /// <summary>The policies that decide together.</summary>
    [Description("The policies that decide together.")]
    public required ImmutableArray<PolicyBinding> Policies { get; init; }

    /// <summary>How they decide; one that blocks is enough by default.</summary>
    [Description("AnyBlocks or Majority.")]
    public ParallelVote Vote { get; init; }
}
