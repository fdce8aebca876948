namespace LuthienProxy.Pipeline.Recording;

/// <summary>What all calls together have handed to the journal without an answer so far, and the bounds of it: a database that is slower than the calls must slow them down, and not fill the memory. Thread-safe.</summary>
/// <param name="mostBytes">Beyond, deliveries wait.</param>
/// <param name="mostEnded">Calls that have ended; beyond, deliveries wait too. Nothing else slows those down who make one short call after the other, and the collector carries along each that waits.</param>
sealed class Backlog(long mostBytes, int mostEnded)
{
    long _bytes;
    int _ended;
    TaskCompletionSource? _fell;

    /// <summary>Whether nobody need wait.</summary>
    public bool HasRoom => Volatile.Read(ref _bytes) < mostBytes && Volatile.Read(ref _ended) < mostEnded;

    // Whoever waits goes on when there is room for more than a trickle.
    bool HasFallen => Volatile.Read(ref _bytes) < mostBytes - (mostBytes / 8) && Volatile.Read(ref _ended) < mostEnded - (mostEnded / 8);

    /// <summary>A batch was handed over.</summary>
    /// <param name="bytes">What it weighs.</param>
    /// <param name="isLast">Whether its call has ended with it.</param>
    public void Add(long bytes, bool isLast)
    {
        Interlocked.Add(ref _bytes, bytes);
        if (isLast)
            Interlocked.Increment(ref _ended);
    }

    /// <summary>It has its answer.</summary>
    /// <inheritdoc cref="Add" path="/param"/>
    public void Remove(long bytes, bool isLast)
    {
        Interlocked.Add(ref _bytes, -bytes);
        if (isLast)
            Interlocked.Decrement(ref _ended);
        if (Volatile.Read(ref _fell) is not null && HasFallen)
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
            if (!HasFallen)
                await fell.Task.WaitAsync(cancellation);
        }
    }
}
