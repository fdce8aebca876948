namespace LuthienProxy.Host.Policies;

/// <summary>A page of an instance's versions, the newest first.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Versions">The versions.</param>
/// <param name="Next">The cursor of the page after it; null at the end.</param>
sealed record VersionPage(string Name, IReadOnlyList<PolicyView> Versions, string? Next);
