using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>A page of instances, by name.</summary>
/// <param name="Instances">The instances.</param>
/// <param name="Next">The cursor of the page after it; null at the end.</param>
sealed record InstancePage(IReadOnlyList<PolicyInstanceEntry> Instances, string? Next);
