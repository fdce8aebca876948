using System.Collections.Concurrent;

namespace LuthienProxy.Storage.Writers;

/// <summary>
/// A thread for work that may block: an embedded database's commit, an fsync. One piece after the other. Thread-safe. What is queued when it is
/// disposed is still done.
/// </summary>
sealed class WorkThread : IDisposable
{
    readonly BlockingCollection<Action> _queue = [];
    int _work;

    public WorkThread(string name) => new Thread(Run) { Name = name, IsBackground = true }.Start();

    /// <summary>Whether work holds the thread, or waits for it.</summary>
    public bool IsBusy => Volatile.Read(ref _work) > 0;

    /// <summary>Runs work on this thread up to its first wait; it goes on where the wait ends. Its failure is the task's.</summary>
    /// <exception cref="InvalidOperationException">Disposed.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var begun = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref _work);
        _queue.Add(() => begun.SetResult(BeginAsync(work)));
        return begun.Task.Unwrap();
    }

    /// <summary>Runs work that only blocks.</summary>
    /// <inheritdoc cref="RunAsync{T}(Func{Task{T}})" path="/exception"/>
    public Task<T> RunAsync<T>(Func<T> work) => RunAsync(() => Task.FromResult(work()));

    // The queue itself is left to the collector: a late caller gets the one exception that is documented.
    public void Dispose() => _queue.CompleteAdding();

    // What work throws before its first wait becomes its task's failure.
    static async Task<T> BeginAsync<T>(Func<Task<T>> work) => await work();

    void Run()
    {
        foreach (var work in _queue.GetConsumingEnumerable())
        {
            work();
            Interlocked.Decrement(ref _work);
        }
    }
}
