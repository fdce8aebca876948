namespace LuthienProxy.Pipeline.Delivery;

/// <summary>
/// Belongs to one at a time, in the order of asking. Where nobody waits, taking it and giving it back are one exchange each: a semaphore's locks would be felt for
/// every event. Thread-safe.
/// </summary>
sealed class Turn
{
    const int Free = 0;
    const int Taken = 1;
    const int Awaited = 2;

    readonly Lock _gate = new();
    Queue<TaskCompletionSource>? _waiting;
    int _state;

    /// <summary>Takes it if it is free.</summary>
    public bool TryEnter() => Interlocked.CompareExchange(ref _state, Taken, Free) == Free;

    /// <summary>Takes it as soon as it is free.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public Task EnterAsync(CancellationToken cancellation) => TryEnter() ? Task.CompletedTask : WaitAsync(cancellation);

    /// <summary>Gives it back: to whoever has waited longest.</summary>
    public void Exit()
    {
        if (Interlocked.CompareExchange(ref _state, Free, Taken) != Taken)
            HandOver();
    }

    async Task WaitAsync(CancellationToken cancellation)
    {
        var given = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            // Whoever has it now finds that it must be handed over.
            if (Interlocked.Exchange(ref _state, Awaited) == Free)
                return;
            (_waiting ??= new()).Enqueue(given);
        }
        await using var registration = cancellation.UnsafeRegister(static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), given);
        await given.Task;
    }

    void HandOver()
    {
        lock (_gate)
        {
            // One that gave up is passed over. It stays marked as awaited: the next hand-over finds out.
            while (_waiting is not null && _waiting.TryDequeue(out var next))
                if (next.TrySetResult())
                    return;
            Volatile.Write(ref _state, Free);
        }
    }
}
