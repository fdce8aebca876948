using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Rows;

/// <summary>Events that were read back.</summary>
/// <param name="Entries">Those that could be, in order.</param>
/// <param name="Unreadable">Those that could not, in order; counted and logged.</param>
sealed record AssembledEvents(IReadOnlyList<JournalEntry> Entries, IReadOnlyList<UnreadableRow> Unreadable);
