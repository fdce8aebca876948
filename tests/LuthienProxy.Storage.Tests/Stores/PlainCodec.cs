using System.Collections.Concurrent;
using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>Rows in the plainest form; the events themselves it remembers.</summary>
sealed class PlainCodec : IRowCodec
{
    readonly ConcurrentDictionary<(TransactionId, int, string), JournalEntry> _entries = [];

    public RowBatch Encode(JournalBatch batch)
    {
        var events = batch.Entries.Select(Row).ToList();
        var opened = batch.Entries.Select(entry => entry.Event).OfType<Opened>().SingleOrDefault();
        var ended = batch.Entries.Select(entry => entry.Event).OfType<TransactionEnded>().SingleOrDefault();
        var request = batch.Entries.Select(entry => entry.Event).OfType<RequestReceived>().SingleOrDefault();
        ContentRow[] contents = request?.Body is Payload.Whole whole ? [new(ContentHash.Of(whole.Bytes.Span), whole.Bytes.Length, 0, whole.Bytes)] : [];
        return new(batch.TransactionId, 20_000, events, contents, [.. contents.Select(content => new ItemRow(content.Hash, null, 0, content.Body))], new TransactionChange
        {
            Opened = opened is null ? null : new OpenedColumns
            {
                OpenedAt = batch.Entries[0].At, NodeId = "n", Format = opened.Format, Method = opened.Method, Path = Clean(opened.Path)!, Model = Clean(opened.Model)!, IsStream = opened.IsStream,
                Kind = RowWords.OfKind(opened.Kind), SessionId = Clean(opened.SessionId), TraceId = opened.TraceId,
            },
            Ended = ended is null ? null : new EndedColumns
            {
                EndedAt = batch.Entries[^1].At, State = RowWords.OfState(ended), IsRecovered = ended is Interrupted { IsRecovered: true }, Status = ended.Summary.Status, StopReason = Clean(ended.Summary.StopReason),
                ErrorCode = Clean(ended.Summary.ErrorCode), Error = Clean(ended.Summary.Error), BytesReceived = ended.Summary.BytesReceived, BytesDelivered = ended.Summary.BytesDelivered,
                InputTokens = ended.Summary.Usage?.Input, OutputTokens = ended.Summary.Usage?.Output, CacheReadTokens = ended.Summary.Usage?.CacheRead,
                CacheCreationTokens = ended.Summary.Usage?.CacheCreation, ReasoningTokens = ended.Summary.Usage?.Reasoning,
                FirstByteMs = ended.Summary.TimeToFirstByte?.TotalMilliseconds, DurationMs = ended.Summary.Duration?.TotalMilliseconds,
            },
            LastSequence = batch.Entries[^1].Sequence,
            Upstream = Clean(batch.Entries.Select(entry => entry.Event).OfType<RequestForwarded>().SingleOrDefault()?.Upstream),
            UpstreamStatus = batch.Entries.Select(entry => entry.Event).OfType<UpstreamResponded>().SingleOrDefault()?.Status,
            IsIntervened = batch.Entries.Any(entry => entry.Event is PolicyDecided { Verdict: PolicyVerdict.Replace }),
        }, request is null ? Clean(batch.AnswerText) : "hello " + Clean(batch.AnswerText), opened?.SessionId is { } session ? new(Clean(session)!, batch.Entries[0].At) : null, null);
    }

    public ValueTask<IReadOnlyList<JournalEntry>> AssembleAsync(IReadOnlyList<EventRow> rows, IContentLookup lookup, CancellationToken cancellation) =>
        new([.. rows.Select(row => _entries[(row.TransactionId, row.Sequence, row.Type)])]);

    EventRow Row(JournalEntry entry)
    {
        var type = entry.Event.GetType().Name;
        _entries.TryAdd((entry.TransactionId, entry.Sequence, type), entry);
        return new(entry.TransactionId, entry.Sequence, type, entry.At, "{}", entry.Event is OriginalSegment { Bytes: Payload.Whole whole } ? whole.Bytes : null);
    }

    static string? Clean(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "\ufffd", StringComparison.Ordinal);
}
