namespace LuthienProxy.Storage.Queries.Events;

/// <summary>A page of a call's events, in order.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Ask for what comes after this sequence number; null when the page ends where the record does.</param>
/// <param name="IsEnded">Whether the call has ended, so that no further event will come.</param>
public sealed record EventPage(IReadOnlyList<EventView> Events, int? Next, bool IsEnded);
