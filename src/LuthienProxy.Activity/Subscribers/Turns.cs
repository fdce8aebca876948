namespace LuthienProxy.Activity.Subscribers;

/// <summary>
/// Lets subscribers write one after the other, each behind whatever else waits for a thread. They are all woken by the same event: without turns hundreds of writes would stand before
/// the work of calls. Nobody keeps a turn while its client is waited for. Thread-safe.
/// </summary>
sealed class Turns
{
    readonly Lock _gate = new();
    readonly Queue<Turn> _waiting = new();
    bool _isTaken;

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Completes when it is the caller's turn, which <see cref="Leave"/> must end.</summary>
    public Task EnterAsync()
    {
        lock (_gate)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return Task.CompletedTask;
            }
            var turn = new Turn();
            _waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    /// <summary>Ends a turn; the next one's begins.</summary>
    public void Leave()
    {
        Turn? next;
        lock (_gate)
            _isTaken = _waiting.TryDequeue(out next);
        if (next is not null)
            // Not this thread's own queue: that one is emptied first.
            ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: false);
    }

    /// <summary>Goes on where it waited, on the thread that takes it from the queue.</summary>
    sealed class Turn : TaskCompletionSource, IThreadPoolWorkItem
    {
        void IThreadPoolWorkItem.Execute() => SetResult();
    }
}
