using System.Collections.Immutable;
using System.ComponentModel;
using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.BlockWebRequests;

/// <summary>What <see cref="BlockWebRequestsPolicy"/> lets through.</summary>
public sealed record BlockWebRequestsOptions
{
    /// <summary>Hosts that may be reached, with all their subdomains.</summary>
    [Description("Hosts that may be reached, with all their subdomains.")]
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether the machine itself may be reached; true by default.</summary>
    [Description("Whether the machine itself may be reached.")]
    public bool AllowLocalhost { get; init; } = true;

    /// <summary>What the explanation shows of a blocked call.</summary>
    [Description("What the explanation shows of a blocked call: Content or ReasonOnly.")]
    public ExplanationDetail Explanation { get; init; }
}
