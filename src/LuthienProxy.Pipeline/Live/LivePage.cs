namespace LuthienProxy.Pipeline.Live;

/// <summary>Some of the running calls.</summary>
/// <param name="Running">All that run here.</param>
/// <param name="Matching">Those that meet the filter, from where the page begins on.</param>
/// <param name="Calls">The page, the newest first.</param>
public sealed record LivePage(int Running, int Matching, IReadOnlyList<LiveCall> Calls);
