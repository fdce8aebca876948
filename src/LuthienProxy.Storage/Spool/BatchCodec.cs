using System.Collections.Immutable;
using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Storage.Changes;

namespace LuthienProxy.Storage.Spool;

/// <summary>
/// A batch on the spool: a version, the transaction's id, the answer's text, then event by event the form that the database gets too; or a version of its own and a
/// change. Thread-safe.
/// </summary>
static class BatchCodec
{
    const byte Version = 1;
    const byte ChangeVersion = 2;
    const int IdBytes = 16;
    const int NoBody = -1;

    public static byte[] Encode(JournalBatch batch)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        if (batch.Change is { } change)
        {
            writer.Write(ChangeVersion);
            ChangeCodec.Write(writer, change);
            return bytes.ToArray();
        }
        Span<byte> id = stackalloc byte[IdBytes];
        batch.TransactionId.Value.TryWriteBytes(id, bigEndian: true, out _);
        writer.Write(Version);
        writer.Write(id);
        writer.Write(batch.AnswerText is not null);
        writer.Write(batch.AnswerText ?? "");
        writer.Write(batch.Entries.Length);
        foreach (var entry in batch.Entries)
            Write(writer, entry);
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not those of a batch, or of a newer form.</exception>
    public static JournalBatch Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()), Encoding.UTF8);
            return reader.ReadByte() switch
            {
                Version => Read(reader),
                ChangeVersion => JournalBatch.Of(ChangeCodec.Read(reader)),
                var version => throw new InvalidDataException($"The form {version} is not known here."),
            };
        }
        catch (Exception cause) when (cause is IOException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The batch is malformed.", cause);
        }
    }

    static void Write(BinaryWriter writer, JournalEntry entry)
    {
        var stored = EventCodec.Encode(entry.Event);
        writer.Write(entry.Sequence);
        writer.Write(entry.At.UtcTicks);
        writer.Write(stored.Type);
        writer.Write(stored.Data);
        writer.Write(stored.Body?.Length ?? NoBody);
        if (stored.Body is { } body)
            writer.Write(body.Span);
    }

    static JournalBatch Read(BinaryReader reader)
    {
        var id = new TransactionId(new Guid(Exactly(reader, IdBytes), bigEndian: true));
        var hasAnswer = reader.ReadBoolean();
        var answer = reader.ReadString();
        var count = reader.ReadInt32();
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        for (var i = 0; i < count; i++)
            entries.Add(ReadEntry(reader, id));
        return new(id, entries.ToImmutable()) { AnswerText = hasAnswer ? answer : null };
    }

    static JournalEntry ReadEntry(BinaryReader reader, TransactionId id)
    {
        var sequence = reader.ReadInt32();
        var at = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        var (type, data, length) = (reader.ReadString(), reader.ReadString(), reader.ReadInt32());
        var body = length == NoBody ? (ReadOnlyMemory<byte>?)null : Exactly(reader, length);
        return StoredEventReader.Read(type, data, body) is StoredReading.Whole { Event: var happened }
            ? new(id, sequence, at, happened)
            : throw new InvalidDataException($"An event of type '{type}' cannot be read.");
    }

    static byte[] Exactly(BinaryReader reader, int length) =>
        length >= 0 && reader.ReadBytes(length) is var bytes && bytes.Length == length ? bytes : throw new EndOfStreamException();
}
