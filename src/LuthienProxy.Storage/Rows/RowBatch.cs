using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Rows;

/// <summary>A batch of events as an engine writes it, in one database transaction, contents and items first. Immutable.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="UsedOn">The day (since 1970, UTC) for <c>used_on</c> of <paramref name="Contents"/> and <paramref name="Items"/>; where a row is on record, its day is raised to this.</param>
/// <param name="Events">The events in order.</param>
/// <param name="Contents">Large values of which it is not known that they are on record, and were used today. None twice.</param>
/// <param name="Items">Messages of the same kind. None twice; parents before children.</param>
/// <param name="Change">What becomes of the transaction's row.</param>
/// <param name="SearchText">What search finds the call by, to be added to what earlier batches gave; null when the batch adds nothing. No control characters but line feeds.</param>
/// <param name="Session">The session that the call belongs to, where the batch opens it.</param>
/// <param name="SessionTitle">A title for the session.</param>
sealed record RowBatch(
    TransactionId TransactionId,
    int UsedOn,
    IReadOnlyList<EventRow> Events,
    IReadOnlyList<ContentRow> Contents,
    IReadOnlyList<ItemRow> Items,
    TransactionChange Change,
    string? SearchText,
    SessionTouch? Session,
    SessionTitle? SessionTitle)
{
    /// <summary>The names of texts that search has, once the batch is committed.</summary>
    public IReadOnlyList<ContentHash> Indexed { get; init; } = [];
}
