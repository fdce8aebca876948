using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Policies;

/// <summary>What would be stored of a definition that can be used.</summary>
/// <param name="Policies">The stages.</param>
sealed record ValidatedView(IReadOnlyList<PolicyReference> Policies);
