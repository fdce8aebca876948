using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Storage.Rows;

/// <summary>A batch of events as bytes, for the spool. Compact: payloads are packed as in the database. Whoever keeps the bytes sees to a checksum. Thread-safe.</summary>
/// <remarks>
/// The form: a version byte (<see cref="Version"/>), the transaction id (16 bytes, big-endian), the first sequence number, the number of events, then for each
/// its time (ticks, UTC, 8 bytes), type, data and body, then the answer's text. Numbers are 7-bit encoded; a text or body is its length plus one (0: none), then its bytes.
/// </remarks>
static class BatchCodec
{
    /// <summary>The form's version, the first byte.</summary>
    public const byte Version = 1;

    /// <summary>Encodes a batch.</summary>
    public static ReadOnlyMemory<byte> Encode(JournalBatch batch)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        output.Write([Version]);
        batch.TransactionId.Value.TryWriteBytes(output.GetSpan(16), bigEndian: true, out _);
        output.Advance(16);
        WriteNumber(output, batch.Entries.IsDefaultOrEmpty ? 0 : batch.Entries[0].Sequence);
        WriteNumber(output, batch.Entries.IsDefaultOrEmpty ? 0 : batch.Entries.Length);
        foreach (var entry in batch.Entries.IsDefault ? [] : batch.Entries)
        {
            var stored = EventCodec.Encode(entry.Event);
            BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(8), entry.At.UtcTicks);
            output.Advance(8);
            WriteText(output, stored.Type);
            WriteText(output, stored.Data);
            WriteBytes(output, stored.Body);
        }
        WriteText(output, batch.AnswerText);
        return output.WrittenMemory;
    }

    /// <summary>Reads a batch back; null when the bytes are damaged, or a newer gateway wrote them.</summary>
    public static JournalBatch? Decode(ReadOnlyMemory<byte> bytes)
    {
        var input = new BatchInput(bytes);
        if (input.Byte() != Version)
            return null;
        var id = input.Take(16);
        var first = input.Number();
        var count = input.Number();
        if (input.IsBroken || count > bytes.Length)
            return null;
        var transaction = new TransactionId(new Guid(id.Span, bigEndian: true));
        var entries = ImmutableArray.CreateBuilder<JournalEntry>(count);
        for (var sequence = first; sequence < first + count; sequence++)
        {
            var at = input.Time();
            var reading = StoredEventReader.Read(input.Text() ?? "", input.Text(), input.Bytes());
            if (input.IsBroken || at is not { } time || reading is not StoredReading.Whole whole)
                return null;
            entries.Add(new(transaction, sequence, time, whole.Event));
        }
        var answer = input.Text();
        return input.IsBroken || !input.IsAtEnd ? null : new(transaction, entries.MoveToImmutable()) { AnswerText = answer };
    }

    static void WriteNumber(ArrayBufferWriter<byte> output, int number)
    {
        var value = (uint)number;
        for (; value >= 0x80; value >>= 7)
            output.Write([(byte)(value | 0x80)]);
        output.Write([(byte)value]);
    }

    // WTF-8 is not to be had: half a surrogate pair in an answer's text, which only search reads, becomes U+FFFD.
    static void WriteText(ArrayBufferWriter<byte> output, string? text) => WriteBytes(output, text is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(text));

    static void WriteBytes(ArrayBufferWriter<byte> output, ReadOnlyMemory<byte>? bytes)
    {
        WriteNumber(output, bytes is { } some ? some.Length + 1 : 0);
        output.Write((bytes ?? default).Span);
    }
}
