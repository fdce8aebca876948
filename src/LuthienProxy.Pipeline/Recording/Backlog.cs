namespace LuthienProxy.Pipeline.Recording;

/// <summary>What all calls together have handed to the journal without an answer so far, and the bound of it: a database that is slower than the calls must slow them down, and not fill the memory. Thread-safe.</summary>
/// <param name="most">Bytes; beyond, deliveries wait.</param>
sealed class Backlog(long most)
{
    // Whoever waits goes on when there is room for more than a trickle.
    readonly long _low = most - (most / 8);
    long _bytes;
    TaskCompletionSource? _fell;

    /// <summary>Whether nobody need wait.</summary>
    public bool HasRoom => Volatile.Read(ref _bytes) < most;

    /// <summary>A batch was handed over.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>It has its answer.</summary>
    public void Remove(long bytes)
    {
        if (Interlocked.Add(ref _bytes, -bytes) < _low)
            Interlocked.Exchange(ref _fell, null)?.TrySetResult();
    }

    /// <summary>Waits until there is room. Every batch is answered within the journal's timeout, and so is this.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async ValueTask RoomAsync(CancellationToken cancellation)
    {
        while (!HasRoom)
        {
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var fell = Interlocked.CompareExchange(ref _fell, fresh, null) ?? fresh;
            // It may have fallen before there was something to tell it by.
            if (Volatile.Read(ref _bytes) >= _low)
                await fell.Task.WaitAsync(cancellation);
        }
    }
}
