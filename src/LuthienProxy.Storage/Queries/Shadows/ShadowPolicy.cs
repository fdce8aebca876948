namespace LuthienProxy.Storage.Queries.Shadows;

/// <summary>What one version of a policy would have done.</summary>
public sealed record ShadowPolicy
{
    /// <summary>The policy's instance name.</summary>
    public required string Policy { get; init; }

    /// <summary>The version of the configuration it ran with; 0 where there are none, as in a file.</summary>
    public required int Version { get; init; }

    /// <summary>How many calls it decided something about.</summary>
    public required int Calls { get; init; }

    /// <summary>How often it decided what; a verdict that it never came to is left out.</summary>
    public required IReadOnlyDictionary<string, int> Verdicts { get; init; }

    /// <summary>How long a decision took in the middle, in milliseconds.</summary>
    public required double TookMsP50 { get; init; }

    /// <summary>How long a decision took but for the slowest of a hundred, in milliseconds.</summary>
    public required double TookMsP99 { get; init; }

    /// <summary>The latest decisions with which it would have acted, the newest first.</summary>
    public required IReadOnlyList<ShadowDecision> Latest { get; init; }
}
