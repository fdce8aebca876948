using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Policies;

/// <summary>What the database last said is active, as the node keeps it on its own disk.</summary>
/// <param name="Name">The instance; null when none was active.</param>
/// <param name="Version">Its version; 0 when none was active.</param>
/// <param name="Policies">Its stages.</param>
sealed record LastActive(string? Name, int Version, IReadOnlyList<PolicyReference> Policies);
