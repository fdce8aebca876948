using System.Collections.Immutable;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>Consecutive events of one transaction, to be recorded together or not at all. Immutable.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="Entries">Its events; their sequence numbers follow one another, and those of the batch before.</param>
public sealed record JournalBatch(TransactionId TransactionId, ImmutableArray<JournalEntry> Entries)
{
    /// <summary>What search finds the answer by: the delivered text, thinking, and tool calls as plain text; comes with the terminal event, else null.</summary>
    public string? AnswerText { get; init; }
}
