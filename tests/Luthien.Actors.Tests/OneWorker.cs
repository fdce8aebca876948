namespace Luthien.Actors.Tests;

/// <summary>
/// A thread pool with one worker that runs only when asked to: what a turn schedules locally goes first, newest first; everything
/// else goes to the tail of the global queue.
/// </summary>
sealed class OneWorker : IDispatcher
{
    readonly Stack<IThreadPoolWorkItem> _local = new();
    readonly Queue<IThreadPoolWorkItem> _global = new();
    bool _running;

    /// <summary>Turns that gave up and asked to go behind everyone else.</summary>
    internal int Requeued { get; private set; }

    public void Schedule(IThreadPoolWorkItem turn, bool preferLocal)
    {
        Requeued += preferLocal ? 0 : 1;
        if (_running && preferLocal)
            _local.Push(turn);
        else
            _global.Enqueue(turn);
    }

    /// <summary>Runs that many turns, fewer when there are no more. Allocates nothing.</summary>
    internal void Run(int turns = int.MaxValue)
    {
        _running = true;
        while (turns-- > 0 && (_local.TryPop(out var turn) || _global.TryDequeue(out turn)))
            turn.Execute();
        _running = false;
    }
}
