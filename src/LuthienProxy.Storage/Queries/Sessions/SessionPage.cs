namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>A page of sessions, that with the latest call first.</summary>
/// <param name="Sessions">The sessions.</param>
/// <param name="Next">The cursor of the page after; null when there is nothing more. A session that gets a call meanwhile moves to the front, out of the pages to come.</param>
public sealed record SessionPage(IReadOnlyList<SessionSummary> Sessions, string? Next);
