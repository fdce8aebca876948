using LuthienProxy.Policies;
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

    /// <summary>Whether there is no policy: such a call pays for none.</summary>
    internal bool IsEmpty => Chain.Stages.IsEmpty;

    /// <summary>Whether a stage can act at all: it may change the request, and hold the answer up.</summary>
    internal bool MayAct
    {
        get
        {
            foreach (var stage in Chain.Stages)
                if (stage.Mode == StageMode.Enforce)
                    return true;
            return false;
        }
    }
}
