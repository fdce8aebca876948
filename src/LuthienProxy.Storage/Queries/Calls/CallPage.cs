namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>A page of calls, the newest first.</summary>
/// <param name="Calls">The calls; may be fewer than asked for, even none, while <paramref name="Next"/> is set.</param>
/// <param name="Next">The cursor of the page after; null when there is nothing more.</param>
public sealed record CallPage(IReadOnlyList<CallSummary> Calls, string? Next);
