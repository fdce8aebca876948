using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Storage.Health;

namespace LuthienProxy.Host.Policies;

/// <summary>Which policies this node runs, since when, and what is wrong with that. Immutable.</summary>
sealed record PolicyState
{
    /// <summary>What new calls get; null while nobody knows, and then they are refused.</summary>
    public ActiveChain? Chain { get; init; }

    /// <summary>What the chain was made of.</summary>
    public PolicyInstance Instance { get; init; } = PolicyInstance.None;

    /// <summary>The source that it comes from; null while nobody knows.</summary>
    public string? Source { get; init; }

    /// <summary>Since when this node runs it.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What keeps the node from running what it should, in sentences for people; empty when all is well.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Unhealthy without a chain, degraded with reasons.</summary>
    public HealthState Health => Chain is null ? HealthState.Unhealthy : Reasons.Count > 0 ? HealthState.Degraded : HealthState.Healthy;
}
