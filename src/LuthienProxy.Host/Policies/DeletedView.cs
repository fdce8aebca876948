namespace LuthienProxy.Host.Policies;

/// <summary>What was deleted.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Version">Its version; null when all of it.</param>
sealed record DeletedView(string Name, int? Version);
