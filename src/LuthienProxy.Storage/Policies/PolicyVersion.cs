namespace LuthienProxy.Storage.Policies;

/// <summary>One version of a named instance of a policy.</summary>
/// <param name="Name">The instance's name.</param>
/// <param name="Version">Which of its versions; the first is 1.</param>
public sealed record PolicyVersion(string Name, int Version);
