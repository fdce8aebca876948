using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Storage.Queries.Events;
using LuthienProxy.Storage.Queries.Sql;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>Reads events of one call, a page at a time.</summary>
sealed class EventReader(QuerySession session, QueryOptions options)
{
    /// <summary>Stored bytes with which a page ends.</summary>
    const int PageBytes = 1024 * 1024;

    /// <summary>A page; null when the call is not on record.</summary>
    internal async Task<EventPage?> PageAsync(TransactionId id, int after, int limit)
    {
        if (await CallReader.FindAsync(session, id) is not { } call)
            return null;
        var rows = await EventRows.PageAsync(session, id, after, limit, PageBytes);
        var parts = new PartsLoader(session);
        var events = new List<EventView>(rows.Count);
        foreach (var row in rows)
            events.Add(await ShowAsync(row, parts));
        // Read before the events: what came since is not said to be missing.
        var isMore = rows.Count > 0 && rows[^1].Sequence < call.EventCount;
        return new(events, isMore ? rows[^1].Sequence : null, call.EndedAt is not null);
    }

    async Task<EventView> ShowAsync(EventRow row, PartsLoader parts) => new()
    {
        Sequence = row.Sequence,
        At = row.CreatedAt,
        Type = row.Type,
        Data = StoredEventReader.Show(row.Data),
        Body = StoredEventReader.Read(row.Type, row.Data, row.Body) switch
        {
            StoredReading.Whole whole => Bodies.Show(BodyOf(whole.Event), options.MaxEventBodyBytes),
            StoredReading.Split split => await ShowAsync(new RecordedRequest(split.Skeleton, split.Size, null), parts),
            _ when row.Body is { } unknown => Bodies.Show(unknown.Span, unknown.Length, options.MaxEventBodyBytes),
            _ => null,
        },
    };

    async Task<BodyView> ShowAsync(RecordedRequest request, PartsLoader parts) =>
        request.Size <= options.MaxContentBytes && await request.AssembleAsync(parts) is { } bytes
            ? Bodies.Show(bytes.Span, bytes.Length, options.MaxEventBodyBytes)
            : new() { Size = request.Size, IsExcerpt = true };

    static Payload? BodyOf(JournalEvent happened) => happened switch
    {
        RequestReceived received => received.Body,
        RequestForwarded forwarded => forwarded.Body,
        OriginalSegment segment => segment.Bytes,
        DeliveredSegment segment => Written(segment),
        PolicyDecided decided => decided.Seen,
        JudgeCalled judged => judged.Answer,
        _ => null,
    };

    // What was written here; what was copied stands in the upstream's segments.
    static Payload? Written(DeliveredSegment segment)
    {
        var literals = segment.Runs.OfType<DeliveredRun.Literal>().Select(static run => run.Bytes).ToList();
        if (literals.Count < 2)
            return literals.FirstOrDefault();
        return new Payload.Whole(literals.OfType<Payload.Whole>().SelectMany(static whole => whole.Bytes.ToArray()).ToArray());
    }
}
