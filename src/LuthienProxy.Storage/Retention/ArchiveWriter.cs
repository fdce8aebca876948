using System.IO.Compression;
using System.Text.Json;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Storage.Retention;

/// <summary>Writes an archive: JSON lines, gzipped. It stands under its name only once it is whole and on the disk. Used by one caller.</summary>
sealed class ArchiveWriter : IAsyncDisposable
{
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string _path;
    readonly FileStream _file;
    readonly GZipStream _lines;
    long _events;

    public ArchiveWriter(string path)
    {
        _path = path;
        MakeDirectory(path);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        _file = new FileStream(Partial, options);
        _lines = new GZipStream(_file, CompressionLevel.Optimal, leaveOpen: true);
    }

    string Partial => _path + ".partial";

    public async Task AddAsync(JournalEntry entry, CancellationToken cancellation)
    {
        var stored = EventCodec.Encode(entry.Event);
        using var data = JsonDocument.Parse(stored.Data);
        await WriteAsync(new ArchiveLine
        {
            TransactionId = $"{entry.TransactionId}",
            Sequence = entry.Sequence,
            At = entry.At.ToUniversalTime(),
            Type = stored.Type,
            Data = data.RootElement,
            Body = stored.Body?.ToArray(),
        }, cancellation);
        _events++;
    }

    /// <summary>Ends the archive: from now on it can be imported.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await WriteAsync(new ArchiveLine { End = _events }, cancellation);
        await _lines.DisposeAsync();
        _file.Flush(flushToDisk: true);
        await _file.DisposeAsync();
        File.Move(Partial, _path, overwrite: false);
    }

    /// <summary>Gives up what was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lines.DisposeAsync();
        await _file.DisposeAsync();
        File.Delete(Partial);
    }

    async Task WriteAsync(ArchiveLine line, CancellationToken cancellation)
    {
        await JsonSerializer.SerializeAsync(_lines, line, ArchiveJson.Default.ArchiveLine, cancellation);
        _lines.WriteByte((byte)'\n');
    }

    static void MakeDirectory(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else if (!Directory.Exists(directory))
            Directory.CreateDirectory(directory, OwnersFile | UnixFileMode.UserExecute);
    }
}
