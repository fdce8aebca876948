namespace Luthien.Streams;

/// <summary>Lets one of two have the turn of a chain: its driver, which waits, and a timer, which does not.</summary>
sealed class TurnGate
{
    static readonly object Busy = new();
    object? _holder;

    internal bool TryEnter() => Interlocked.CompareExchange(ref _holder, Busy, comparand: null) is null;

    /// <summary>Enters as soon as the timer's turn is over. Only the driver waits, so there is never more than one waiter.</summary>
    internal ValueTask EnterAsync()
    {
        if (TryEnter())
            return default;
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (Interlocked.CompareExchange(ref _holder, waiter, Busy) != Busy)
        {
            if (TryEnter())
                return default;
        }

        return new ValueTask(waiter.Task);
    }

    internal void Exit()
    {
        if (Interlocked.CompareExchange(ref _holder, value: null, Busy) is not TaskCompletionSource waiter)
            return;
        Volatile.Write(ref _holder, Busy);
        waiter.SetResult();
    }
}
