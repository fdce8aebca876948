using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Spool;

/// <summary>
/// A queue of batches on the local disk, bounded, that outlives the process: what it says it has kept is fsynced. Thread-safe; all work on files runs on one
/// thread of its own, in order.
/// </summary>
sealed class EventSpool : IAsyncDisposable
{
    readonly SpoolFiles _files;
    readonly JournalMonitor _monitor;
    readonly WorkThread _thread = new("luthien-spool");
    long _appending;

    EventSpool(SpoolFiles files, JournalMonitor monitor) => (_files, _monitor) = (files, monitor);

    /// <summary>Called after something was appended.</summary>
    public Action? Appended { get; set; }

    /// <summary>Whether anything is on it, or on its way to it.</summary>
    public bool HasBacklog => Interlocked.Read(ref _appending) > 0 || _files.Records > 0;

    /// <summary>Whether its thread is at work.</summary>
    public bool IsBusy => _thread.IsBusy;

    /// <summary>Bytes of its files.</summary>
    public long Bytes => _files.Bytes;

    /// <summary>Batches on it.</summary>
    public long Records => _files.Records;

    /// <summary>Opens the directory, and takes over what processes before have left in it and no living one holds.</summary>
    /// <exception cref="IOException">The directory cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be used.</exception>
    public static async Task<EventSpool> OpenAsync(SpoolOptions options, JournalMonitor monitor, TimeProvider time)
    {
        var spool = new EventSpool(new SpoolFiles(options, monitor, time), monitor);
        await spool._thread.RunAsync(spool._files.Adopt);
        return spool;
    }

    /// <summary>Keeps batches in order, until one does not fit.</summary>
    /// <returns>How many of them are kept: those, the first ones, are on the disk.</returns>
    public async Task<int> AppendAsync(IReadOnlyList<JournalBatch> batches)
    {
        Interlocked.Increment(ref _appending);
        try
        {
            return await _thread.RunAsync(() => _files.Append(batches));
        }
        finally
        {
            Interlocked.Decrement(ref _appending);
            _monitor.SpoolGrew();
            Appended?.Invoke();
        }
    }

    /// <summary>The oldest batches, at most so many, and of bytes about so many; one at least, unless it is empty or what is there cannot be read.</summary>
    public Task<SpoolChunk> PeekAsync(int count, int bytes) => _thread.RunAsync(() => _files.Peek(count, bytes));

    /// <summary>Forgets what was peeked at: it is in the database.</summary>
    public async Task DropAsync(SpoolChunk chunk)
    {
        await _thread.RunAsync(() => _files.Drop(chunk));
        _monitor.SpoolShrank();
    }

    /// <summary>Closes the files once the work that was begun is done. What they hold stays for the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        await _thread.RunAsync(_files.Close);
        _thread.Dispose();
    }
}
