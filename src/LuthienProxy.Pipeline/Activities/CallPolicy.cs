namespace LuthienProxy.Pipeline.Activities;

/// <summary>The policies that a call runs under.</summary>
/// <param name="Name">The configured instance.</param>
/// <param name="Version">Its version; 0 where there are none.</param>
/// <param name="IsOverride">Whether it was asked for with this one call.</param>
public sealed record CallPolicy(string Name, int Version, bool IsOverride);
