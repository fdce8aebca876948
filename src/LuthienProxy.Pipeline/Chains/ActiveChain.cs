using LuthienProxy.Policies.Chains;

namespace LuthienProxy.Pipeline.Chains;

/// <summary>The policies that a call runs under, and where they come from. Immutable: a call keeps the one it began with, whatever is activated meanwhile.</summary>
/// <param name="Chain">The policies.</param>
public sealed record ActiveChain(PolicyChain Chain)
{
    /// <summary>No policies: everything passes.</summary>
    public static ActiveChain None { get; } = new(PolicyChain.Empty);

    /// <summary>The configured instance's name; null where none is active.</summary>
    public string? Name { get; init; }

    /// <summary>Its version; 0 where there are no versions, as in a file.</summary>
    public int Version { get; init; }

    /// <summary>Whether an administrator asked for it for this one call (<c>X-Luthien-Policy</c>).</summary>
    public bool IsOverride { get; init; }
}
