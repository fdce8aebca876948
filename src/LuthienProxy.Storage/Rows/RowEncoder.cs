using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Rows;

/// <summary>
/// Turns batches of events into rows, the same for every engine. Thread-safe. After the commit of a batch, tell <see cref="KnownContents.Confirm"/>; after a
/// failed one, <see cref="KnownContents.Clear"/>.
/// </summary>
sealed class RowEncoder(KnownContents known, TimeProvider time, ILogger<RowEncoder> log)
{
    /// <summary>A body of at most this many bytes stays whole in its event: rows of its own would cost more than it.</summary>
    public const int InlineBody = 1024;

    static readonly DateTimeOffset FirstDay = DateTimeOffset.UnixEpoch;

    /// <summary>The rows of a batch.</summary>
    public RowBatch Encode(JournalBatch batch)
    {
        var day = (int)(time.GetUtcNow() - FirstDay).TotalDays;
        var run = new EncodingRun(known, day);
        var change = new ChangeBuilder();
        var events = new List<EventRow>(batch.Entries.Length);
        foreach (var entry in batch.Entries)
        {
            var stored = run.Encode(entry.Event);
            events.Add(new(batch.TransactionId, entry.Sequence, stored.Type, entry.At.ToUniversalTime(), stored.Data, stored.Body));
            change.Add(entry);
        }
        var text = RequestOf(batch, run);
        if (text?.UnknownShape is { } shape)
            Warn(batch.TransactionId, shape, run.RequestSize);
        return new(
            batch.TransactionId,
            day,
            events,
            run.Contents,
            run.Items,
            change.Build(text?.Title),
            SearchText(text, batch.AnswerText),
            change.Session,
            change.SessionTitle(text?.Title, batch.AnswerText))
        {
            Indexed = text?.Indexed ?? [],
        };
    }

    // What went upstream is read only where what came in is not whole: in `redacted` mode nothing else may be found.
    RequestText? RequestOf(JournalBatch batch, EncodingRun run)
    {
        var isErrand = batch.Entries.Any(static entry => entry.Event is Opened { Kind: CallKind.TokenCount or CallKind.Probe or CallKind.Models });
        return isErrand || run.Request is not { } request ? null : new RequestTextReader(known).Read(request);
    }

    void Warn(TransactionId transaction, string shape, int size)
    {
        RowTelemetry.UnknownShape();
        RowLog.UnknownShape(log, transaction.ToString(), shape, size);
    }

    static string? SearchText(RequestText? request, string? answer)
    {
        var document = request?.Search ?? new StringBuilder();
        if (answer is not null)
            RowText.AppendSearchable(document, answer, RequestTextReader.MaxAnswer);
        return document.Length == 0 ? null : document.ToString();
    }
}
