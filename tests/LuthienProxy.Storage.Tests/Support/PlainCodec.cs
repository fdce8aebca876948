using System.Text.Json;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Spool;

namespace LuthienProxy.Storage.Tests.Support;

/// <summary>Just enough of a codec for what <see cref="Batches"/> makes.</summary>
sealed class PlainCodec : IBatchCodec
{
    public byte[] Encode(JournalBatch batch) =>
        JsonSerializer.SerializeToUtf8Bytes(new Shape(batch.TransactionId.ToString(), [.. batch.Entries.Select(entry => new EntryShape(entry.Sequence, Kind(entry.Event), Bytes(entry.Event)))]));

    public JournalBatch Decode(ReadOnlyMemory<byte> bytes)
    {
        var shape = JsonSerializer.Deserialize<Shape>(bytes.Span)!;
        TransactionId.TryParse(shape.Id, out var id).ShouldBeTrue();
        return new(id, [.. shape.Entries.Select(entry => new JournalEntry(id, entry.Sequence, default, Event(entry)))]);
    }

    static string Kind(JournalEvent happened) => happened.GetType().Name;

    static byte[] Bytes(JournalEvent happened) => happened is OriginalSegment { Bytes: Payload.Whole whole } ? whole.Bytes.ToArray() : [];

    static JournalEvent Event(EntryShape entry) => entry.Kind switch
    {
        nameof(Opened) => new Opened { Node = "n", Format = "f", Model = "m", Method = "POST", Path = "/" },
        nameof(OriginalSegment) => new OriginalSegment(0, new Payload.Whole(entry.Bytes)),
        _ => new Completed(new TransactionSummary()),
    };

    sealed record Shape(string Id, EntryShape[] Entries);

    sealed record EntryShape(int Sequence, string Kind, byte[] Bytes);
}
