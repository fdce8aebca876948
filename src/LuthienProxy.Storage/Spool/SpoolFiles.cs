using System.Globalization;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;

namespace LuthienProxy.Storage.Spool;

/// <summary>The spool's files, oldest first. For the spool's thread only, but for the two figures.</summary>
sealed class SpoolFiles(SpoolOptions options, JournalMonitor monitor, TimeProvider time)
{
    const string Extension = ".spool";

    /// <summary>A full spool counts as relieved when this share of it is used: else a spool that is drained piece by piece would be full and not full by turns.</summary>
    const double Relieved = 0.9;

    readonly LinkedList<SpoolFile> _files = [];
    long _number;
    long _bytes;
    long _records;

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Records => Interlocked.Read(ref _records);

    /// <summary>Takes over what lies in the directory.</summary>
    public bool Adopt()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(options.Directory);
        else
            Directory.CreateDirectory(options.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var path in Directory.GetFiles(options.Directory, "*" + Extension).Order(StringComparer.Ordinal))
        {
            _number = Math.Max(_number, NumberOf(path));
            if (TryAdopt(path) is { } file)
                _files.AddLast(file);
        }
        Count();
        return true;
    }

    /// <summary>Keeps batches until one does not fit; how many.</summary>
    public int Append(IReadOnlyList<JournalBatch> batches)
    {
        var payloads = new List<ReadOnlyMemory<byte>>(batches.Count);
        var room = options.MaxBytes - Bytes - SpoolFile.PreambleBytes;
        foreach (var batch in batches)
        {
            var payload = BatchCodec.Encode(batch);
            room -= payload.Length + SpoolFrame.HeaderBytes;
            if (room < 0)
                break;
            payloads.Add(payload);
        }
        if (payloads.Count > 0 && !TryWrite(payloads))
            return 0;
        if (payloads.Count < batches.Count)
            monitor.SetSpoolFault(SpoolFault.Full);
        else if (Bytes < options.MaxBytes * Relieved)
            monitor.SetSpoolFault(null);
        return payloads.Count;
    }

    public SpoolChunk Peek(int count, int bytes)
    {
        if (_files.First?.Value is not { } file)
            return new([], null, 0, 0, IsEnd: true);
        var batches = new List<JournalBatch>();
        var (at, records, left) = (file.ReadAt, 0, (long)bytes);
        while (records < count && left > 0 && file.TryRead(at, out var record))
        {
            if (record.Begin > at)
                monitor.Damaged(file.Name, at, record.Begin - at);
            if (TryDecode(file, record) is { } batch)
                batches.Add(batch);
            (at, records, left) = (record.End, records + 1, left - record.Payload.Length);
        }
        // Nothing readable is left: the rest of the file is done with.
        if (records == 0)
        {
            monitor.Damaged(file.Name, at, file.Length - at);
            at = file.Length;
        }
        return new(batches, file, at, records, IsEnd: _files.Count == 1 && at >= file.Length);
    }

    public bool Drop(SpoolChunk chunk)
    {
        if (chunk.File is not { } file || _files.First?.Value != file)
            return false;
        file.Advance(chunk.End, chunk.Records);
        if (file.ReadAt >= file.Length)
            Remove(file);
        Count();
        return true;
    }

    public bool Close()
    {
        foreach (var file in _files)
            file.Dispose();
        _files.Clear();
        return true;
    }

    SpoolFile? TryAdopt(string path)
    {
        try
        {
            var file = SpoolFile.Adopt(path, out var cut);
            if (cut > 0)
                monitor.TornTail(Path.GetFileName(path), cut);
            if (file is { Records: > 0 })
                return file;
            file?.Dispose();
            File.Delete(path);
            return null;
        }
        catch (IOException)
        {
            monitor.InUse(Path.GetFileName(path));
            return null;
        }
    }

    bool TryWrite(List<ReadOnlyMemory<byte>> payloads)
    {
        try
        {
            (_files.Last?.Value is { IsSealed: false } last && last.Length < options.FileBytes ? last : Add()).Append(payloads);
            return true;
        }
        catch (IOException cause)
        {
            if (_files.Last?.Value is { Records: 0 } empty)
                Remove(empty);
            monitor.SetSpoolFault(SpoolFault.Unwritable, cause);
            return false;
        }
        finally
        {
            Count();
        }
    }

    SpoolFile Add()
    {
        // Names sort by age, also where the clock was set back.
        _number = Math.Max(_number + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        var path = Path.Combine(options.Directory, string.Create(CultureInfo.InvariantCulture, $"{_number:D15}-{Environment.ProcessId}{Extension}"));
        return _files.AddLast(SpoolFile.Create(path)).Value;
    }

    void Remove(SpoolFile file)
    {
        _files.Remove(file);
        file.Delete();
    }

    JournalBatch? TryDecode(SpoolFile file, SpoolRecord record)
    {
        try
        {
            return BatchCodec.Decode(record.Payload);
        }
        catch (InvalidDataException)
        {
            monitor.Damaged(file.Name, record.Begin, record.End - record.Begin);
            return null;
        }
    }

    void Count()
    {
        Interlocked.Exchange(ref _bytes, _files.Sum(static file => file.Length));
        Interlocked.Exchange(ref _records, _files.Sum(static file => file.Records));
    }

    static long NumberOf(string path) => long.TryParse(Path.GetFileName(path).Split('-')[0], CultureInfo.InvariantCulture, out var number) ? number : 0;
}
