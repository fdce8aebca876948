using System.Collections.Immutable;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>Consecutive events of one transaction, to be recorded together or not at all; or one change by an administrator. Immutable.</summary>
/// <param name="TransactionId">The transaction, or the change by its id.</param>
/// <param name="Entries">Its events; their sequence numbers follow one another, and those of the batch before. None for a change.</param>
public sealed record JournalBatch(TransactionId TransactionId, ImmutableArray<JournalEntry> Entries)
{
    /// <summary>What search finds the answer by: the delivered text, thinking, and tool calls as plain text; comes with the terminal event, else null.</summary>
    public string? AnswerText { get; init; }

    /// <summary>The change that this is; null for events.</summary>
    public AdministrativeChange? Change { get; init; }

    /// <summary>A change on its way to the record.</summary>
    public static JournalBatch Of(AdministrativeChange change) => new(new TransactionId(change.Id), []) { Change = change };
}
