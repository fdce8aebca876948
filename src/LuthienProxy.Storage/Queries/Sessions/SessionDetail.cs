namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>A page of a session.</summary>
/// <param name="Session">The session.</param>
/// <param name="Calls">Its calls, the oldest first.</param>
/// <param name="Next">The cursor of the page after; null when there is nothing more now. May be fewer than asked for while it is set.</param>
public sealed record SessionDetail(SessionSummary Session, IReadOnlyList<SessionCall> Calls, string? Next);
