using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Rows;

/// <summary>
/// Turns rows back into events, the same for every engine. What cannot be read is told, counted and logged; a body of which a part is missing becomes a
/// <see cref="Payload.Cut"/> for <see cref="CutReason.Missing"/>. Throws only what the lookup throws. Thread-safe.
/// </summary>
sealed class EventAssembler(ILogger<EventAssembler> log)
{
    /// <summary>The events of one transaction.</summary>
    /// <param name="rows">Its rows, in order.</param>
    /// <param name="lookup">Where the parts of bodies are found; asked at most once for contents, and once for each body's items.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async ValueTask<AssembledEvents> AssembleAsync(IReadOnlyList<EventRow> rows, IContentLookup lookup, CancellationToken cancellation)
    {
        var entries = new List<JournalEntry>(rows.Count);
        var unreadable = new List<UnreadableRow>();
        var splits = new List<(int Index, StoredReading.Split Split)>();
        foreach (var row in rows)
            switch (StoredEventReader.Read(row.Type, row.Data, row.Body))
            {
                case StoredReading.Whole whole:
                    entries.Add(Entry(row, whole.Event));
                    break;
                case StoredReading.Split split:
                    splits.Add((entries.Count, split));
                    entries.Add(Entry(row, split.Event));
                    break;
                case StoredReading.Unreadable broken:
                    unreadable.Add(new(row, broken.Reason));
                    break;
            }
        if (splits.Count > 0)
            await AddBodiesAsync(entries, splits, lookup, cancellation);
        Tell(unreadable);
        return new(entries, unreadable);
    }

    async ValueTask AddBodiesAsync(
        List<JournalEntry> entries,
        List<(int Index, StoredReading.Split Split)> splits,
        IContentLookup lookup,
        CancellationToken cancellation)
    {
        var parts = await FetchedParts.OfAsync([.. splits.Select(each => each.Split.Skeleton)], lookup, cancellation);
        foreach (var (index, split) in splits)
            if (parts.Assemble(split.Skeleton, split.Size) is { } body)
                entries[index] = entries[index] with { Event = split.With(body) };
            else
            {
                RowTelemetry.MissingBody();
                RowLog.MissingBody(log, entries[index].TransactionId.ToString());
            }
    }

    void Tell(List<UnreadableRow> unreadable)
    {
        foreach (var each in unreadable)
            RowTelemetry.Unreadable(each.Reason.ToString());
        if (unreadable is [var first, ..])
            RowLog.Unreadable(log, first.Row.TransactionId.ToString(), unreadable.Count, first.Row.Sequence, first.Row.Type, first.Reason.ToString());
    }

    static JournalEntry Entry(EventRow row, JournalEvent journalEvent) => new(row.TransactionId, row.Sequence, row.CreatedAt, journalEvent);
}
