using LuthienProxy.Policies.Catalog;
using LuthienProxy.Storage.Health;

namespace LuthienProxy.Host.Policies;

/// <summary>What this node runs now.</summary>
/// <param name="Status">Healthy, degraded (it runs, with reasons), or unhealthy (calls are refused).</param>
/// <param name="Reasons">What keeps the node from running what it should.</param>
/// <param name="Source">Where the policies come from, <c>db</c> or <c>file</c>; null while nobody knows.</param>
/// <param name="Name">The instance's name; null when none is active, and for a file without one.</param>
/// <param name="Version">Its version; 0 where there are none.</param>
/// <param name="Policies">Its stages.</param>
/// <param name="Since">Since when this node runs it.</param>
sealed record CurrentPolicy(
    HealthState Status, IReadOnlyList<string> Reasons, string? Source, string? Name, int Version, IReadOnlyList<PolicyReference> Policies, DateTimeOffset Since)
{
    public static CurrentPolicy Of(PolicyState state) =>
        new(state.Health, state.Reasons, state.Source, state.Instance.Name, state.Instance.Version, [.. state.Instance.Policies.Select(StoredPolicies.WithConfig)], state.Since);
}
