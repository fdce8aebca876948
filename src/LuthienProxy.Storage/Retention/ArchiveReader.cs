using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Storage.Retention;

/// <summary>Reads an archive, one transaction at a time.</summary>
static class ArchiveReader
{
    /// <summary>The events of each transaction, in the archive's order.</summary>
    /// <exception cref="InvalidDataException">The file is not an archive, is damaged, or breaks off. What was answered before stands in it.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<JournalEntry>> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(unzipped);
        var entries = new List<JournalEntry>();
        var count = 0L;
        long? end = null;
        while (await lines.ReadLineAsync(cancellation) is { } text)
        {
            var line = Parse(text);
            end = line.End;
            if (end is not null)
                break;
            var entry = Entry(line);
            if (entries is [{ TransactionId: var id }, ..] && id != entry.TransactionId)
            {
                yield return entries;
                entries = [];
            }
            entries.Add(entry);
            count++;
        }
        if (end != count)
            throw new InvalidDataException($"{path} breaks off: it has {count} events, and does not say that these are all.");
        if (entries.Count > 0)
            yield return entries;
    }

    static JournalEntry Entry(ArchiveLine line) =>
        TransactionId.TryParse(line.TransactionId, out var id) && line is { Type: { } type, Data: { } data }
            && StoredEventReader.Read(type, data.GetRawText(), line.Body) is StoredReading.Whole { Event: var happened }
            ? new JournalEntry(id, line.Sequence, line.At, happened)
            : throw new InvalidDataException($"Event {line.Sequence} of transaction {line.TransactionId} cannot be read.");

    static ArchiveLine Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ArchiveJson.Default.ArchiveLine) ?? throw new InvalidDataException("A line of the archive is empty.");
        }
        catch (JsonException cause)
        {
            throw new InvalidDataException("A line of the archive is no JSON.", cause);
        }
    }
}
