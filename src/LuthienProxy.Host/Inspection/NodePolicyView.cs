namespace LuthienProxy.Host.Inspection;

/// <summary>The policies that a node's new calls get.</summary>
/// <param name="Name">Their name; null where they have none.</param>
/// <param name="Version">Their version; 0 where there are none, as in a file.</param>
sealed record NodePolicyView(string? Name, int Version);
