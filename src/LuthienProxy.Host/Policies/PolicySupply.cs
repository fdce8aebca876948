using LuthienProxy.Pipeline.Chains;

namespace LuthienProxy.Host.Policies;

/// <summary>What a source of policies says when it is asked. A closed choice.</summary>
abstract record PolicySupply
{
    PolicySupply()
    {
    }

    /// <summary>What is not well although there is an answer.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What the asker has is still right.</summary>
    public sealed record Unchanged : PolicySupply;

    /// <summary>These are the policies.</summary>
    /// <param name="Instance">What is configured.</param>
    /// <param name="Chain">Made of it.</param>
    /// <param name="Mark">Tells this answer from others of the same source.</param>
    public sealed record Says(PolicyInstance Instance, ActiveChain Chain, string Mark) : PolicySupply;

    /// <summary>The source can be asked and says that none is active. Whoever falls back on another source asks that now.</summary>
    /// <param name="Mark">Tells this answer from others of the same source.</param>
    public sealed record Nothing(string Mark) : PolicySupply;

    /// <summary>The source cannot be asked, or what it says cannot be used; the reasons say why.</summary>
    public sealed record Silent : PolicySupply;
}
