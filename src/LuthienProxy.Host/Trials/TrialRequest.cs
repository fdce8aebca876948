using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Trials;

/// <summary>What somebody wants to try. The body of <c>POST /api/policy/try</c>.</summary>
sealed record TrialRequest
{
    /// <summary>The policies that it runs under, whatever is active.</summary>
    public required IReadOnlyList<PolicyReference> Chain { get; init; }

    /// <summary>The wire format's name.</summary>
    public required string Format { get; init; }

    /// <summary>The model that is asked.</summary>
    public required string Model { get; init; }

    /// <summary>What it is asked.</summary>
    public required string Prompt { get; init; }
}
