using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Tests.Support;

/// <summary>A transaction as a recorder would hand it over, in batches.</summary>
sealed class Batches
{
    int _sequence;

    public TransactionId Id { get; } = TransactionId.New(TimeProvider.System);

    public JournalBatch Opening() => Next(new Opened { Node = "n", Format = "openai-chat", Model = "m", Method = "POST", Path = "/v1/chat/completions" });

    public JournalBatch Segment(int bytes = 10) => Next(new OriginalSegment(0, new Payload.Whole(Encoding.UTF8.GetBytes(new string('x', bytes)))));

    /// <summary>Bytes that cannot be packed.</summary>
    public JournalBatch Noise(int bytes)
    {
        var noise = new byte[bytes];
        new Random(bytes).NextBytes(noise);
        return Next(new OriginalSegment(0, new Payload.Whole(noise)));
    }

    public JournalBatch Ending() => Next(new Completed(new TransactionSummary { Status = 200, BytesDelivered = 10 }));

    /// <summary>Its last events in one batch: so many segments, and the end.</summary>
    public JournalBatch Last(int segments, TransactionSummary summary) =>
        Next([.. Enumerable.Range(0, segments).Select(_ => new OriginalSegment(0, new Payload.Whole("x"u8.ToArray()))), new Failed(summary)]);

    /// <summary>Its first batches: the opening and segments.</summary>
    public IReadOnlyList<JournalBatch> First(int count) => [.. Enumerable.Range(0, count).Select(i => i == 0 ? Opening() : Segment())];

    JournalBatch Next(params JournalEvent[] events) =>
        new(Id, [.. events.Select(happened => new JournalEntry(Id, ++_sequence, new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero), happened))]);
}
