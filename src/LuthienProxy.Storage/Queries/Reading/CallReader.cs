using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Records;
using LuthienProxy.Storage.Queries.Sql;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>Reads one call with its content. One per query; not thread-safe.</summary>
sealed class CallReader(QuerySession session, QueryOptions options)
{
    const int PageEvents = 500;
    const int PageBytes = 4 * 1024 * 1024;

    internal const string FindSql = $"select {CallRows.Columns} from transactions t where t.transaction_id = @id";

    /// <summary>The call's row; null when it is not on record.</summary>
    internal static Task<CallSummary?> FindAsync(QuerySession session, TransactionId id) =>
        session.FindAsync(FindSql, row => CallRows.Read(session.Dialect, row), ("id", id));

    internal async Task<CallDetail?> DetailAsync(TransactionId id)
    {
        if (await FindAsync(session, id) is not { } call)
            return null;
        var content = new CallContent(call, await RecordedAsync(id), new(session), options.MaxContentBytes);
        var recorded = content.Recorded;
        return new()
        {
            Call = call,
            RequestHeaders = recorded.Received?.Headers ?? [],
            UpstreamUrl = recorded.Forwarded?.Url,
            IsRequestChanged = recorded.ForwardedBody is not null,
            ResponseHeaders = recorded.Responded?.Headers ?? [],
            Request = (await content.ReceivedAsync())?.View,
            Response = content.Delivered,
            IsResponseChanged = content.IsAnswerChanged,
            Decisions = Notes.Show(recorded.Decisions),
            Judges = Notes.Show(recorded.Judges),
            Repairs = recorded.Ended?.Summary.Repairs ?? new TransactionSummary().Repairs,
            Gaps = content.Gaps,
        };
    }

    internal async Task<CallDiff?> DiffAsync(TransactionId id)
    {
        if (await FindAsync(session, id) is not { } call)
            return null;
        var content = new CallContent(call, await RecordedAsync(id), new(session), options.MaxContentBytes);
        var (received, forwarded) = await content.RequestsAsync();
        var request = received is null || forwarded is null ? null : RequestDiffer.Compare(received, forwarded, isChanged: !ReferenceEquals(received, forwarded));
        var response = content.Original is null && content.Delivered is null ? null : ResponseDiffer.Compare(content.Original, content.Delivered, content.IsAnswerChanged);
        return new()
        {
            TransactionId = id,
            Format = call.Format,
            IsStream = content.IsStream,
            IsChanged = request is { IsChanged: true } || response is { IsChanged: true },
            Request = request,
            Response = response,
            Gaps = content.Gaps,
        };
    }

    internal async Task<CallSides?> SidesAsync(TransactionId id)
    {
        if (await FindAsync(session, id) is not { } call)
            return null;
        var content = new CallContent(call, await RecordedAsync(id), new(session), options.MaxContentBytes);
        var (received, forwarded) = await content.RequestsAsync();
        return new()
        {
            Call = call,
            Before = new(received?.View, content.Original),
            After = new(forwarded?.View, content.Delivered),
            Decisions = Notes.Show(content.Recorded.Decisions),
            Judges = Notes.Show(content.Recorded.Judges),
            Gaps = content.Gaps,
        };
    }

    internal async Task<CallRecord?> RecordAsync(TransactionId id)
    {
        if (await FindAsync(session, id) is not { } call)
            return null;
        var recorded = await RecordedAsync(id);
        var parts = new PartsLoader(session);
        return CallRecords.Of(call, recorded, await BytesAsync(recorded.ReceivedBody, parts), await BytesAsync(recorded.ForwardedBody, parts));
    }

    async Task<ReadOnlyMemory<byte>?> BytesAsync(RecordedRequest? body, PartsLoader parts) =>
        body is not null && body.Size <= options.MaxContentBytes ? await body.AssembleAsync(parts) : null;

    internal async Task<CallDelivery?> DeliveryAsync(TransactionId id)
    {
        if (await FindAsync(session, id) is not { } call)
            return null;
        var recorded = await RecordedAsync(id);
        var (pieces, isWhole) = recorded.Answer.DeliveredPieces();
        return new()
        {
            TransactionId = id,
            Format = call.Format,
            IsStream = call.IsStream,
            Pieces = [.. pieces.Select(piece => new DeliveredBytes((piece.At - call.OpenedAt).TotalMilliseconds, Convert.ToBase64String(piece.Bytes.Span)))],
            Gaps =
            [
                .. recorded.IsTooLarge ? (string[])["The answer is too large to be given at once; its events hold it."] : [],
                .. recorded.HasUnreadable ? (string[])["An event on record cannot be understood by this version of the gateway."] : [],
                .. isWhole ? [] : (string[])["The answer is not on record as a whole: what follows is missing, or was not to be kept."],
            ],
        };
    }

    async Task<RecordedCall> RecordedAsync(TransactionId id)
    {
        var recorded = new RecordedCall(options.MaxContentBytes);
        for (var after = 0; ;)
        {
            var page = await EventRows.PageAsync(session, id, after, PageEvents, PageBytes);
            foreach (var row in page)
                recorded.Add(row);
            if (page.Count == 0)
                return recorded;
            after = page[^1].Sequence;
        }
    }
}
