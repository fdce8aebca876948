using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Storage.Rows;

/// <summary>An event on record that cannot be understood.</summary>
/// <param name="Row">The event as it stands.</param>
/// <param name="Reason">Why.</param>
sealed record UnreadableRow(EventRow Row, UnreadableReason Reason);
