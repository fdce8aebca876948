using Luthien.Actors;

namespace Luthien.TestKit;

/// <summary>Runs turns on the thread pool and knows when none is left: the continuations of handlers are counted with them.</summary>
sealed class KitDispatcher : SynchronizationContext, IDispatcher
{
    readonly Lock _lock = new();
    int _outstanding;
    TaskCompletionSource? _idle;

    public void Schedule(IThreadPoolWorkItem turn, bool preferLocal) => Enqueue(new Item(this, turn.Execute));

    public override void Post(SendOrPostCallback d, object? state) => Enqueue(new Item(this, () => d(state)));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Completes when no turn is out. Work that left the kernel (a bare pool continuation) gets a few rounds to come back.</summary>
    internal async Task IdleAsync()
    {
        const int Rounds = 3;
        for (var quiet = 0; quiet < Rounds; quiet++)
        {
            if (WhenIdle() is { IsCompleted: false } busy)
            {
                quiet = 0;
                await busy.ConfigureAwait(false);
            }

            await PoolRound().ConfigureAwait(false);
        }
    }

    static Task PoolRound()
    {
        var round = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(static done => done.SetResult(), round, preferLocal: false);
        return round.Task;
    }

    Task WhenIdle()
    {
        lock (_lock)
            return _outstanding == 0 ? Task.CompletedTask : (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    void Enqueue(Item item)
    {
        lock (_lock)
            _outstanding++;
        ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
    }

    void Finished()
    {
        lock (_lock)
        {
            if (--_outstanding > 0)
                return;
            _idle?.SetResult();
            _idle = null;
        }
    }

    sealed class Item(KitDispatcher dispatcher, Action run) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            var before = Current;
            SetSynchronizationContext(dispatcher);
            try
            {
                run();
            }
            finally
            {
                SetSynchronizationContext(before);
                dispatcher.Finished();
            }
        }
    }
}
