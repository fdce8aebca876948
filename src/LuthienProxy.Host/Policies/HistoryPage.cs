using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>A page of what was done to the policies, the newest first.</summary>
/// <param name="Changes">What was done.</param>
/// <param name="Next">The cursor of the page after it; null at the end.</param>
sealed record HistoryPage(IReadOnlyList<PolicyChange> Changes, string? Next);
