namespace LuthienProxy.Storage.Queries.Shadows;

/// <summary>What policies that only look on would have done.</summary>
/// <param name="Since">Decisions from this time on are counted, UTC: what was asked for, or later where there are more than are counted at once.</param>
/// <param name="Policies">The policies, by name, the newest version first.</param>
public sealed record ShadowSummary(DateTimeOffset Since, IReadOnlyList<ShadowPolicy> Policies);
