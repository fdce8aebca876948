namespace LuthienProxy.Host.Inspection;

/// <summary>Calls that run on this node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Running">All calls that run on it.</param>
/// <param name="Matching">Those that meet the filter, from where this page begins on.</param>
/// <param name="Calls">The page, the newest first.</param>
/// <param name="Next">The cursor of the page after it; null at the end.</param>
sealed record LiveListView(string Node, int Running, int Matching, IReadOnlyList<LiveCallView> Calls, string? Next);
