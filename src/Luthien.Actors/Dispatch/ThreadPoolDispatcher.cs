namespace Luthien.Actors;

/// <summary>Runs turns on the thread pool, without capturing any context.</summary>
sealed class ThreadPoolDispatcher : IDispatcher
{
    internal static ThreadPoolDispatcher Instance { get; } = new();

    public void Schedule(IThreadPoolWorkItem turn, bool preferLocal) => ThreadPool.UnsafeQueueUserWorkItem(turn, preferLocal);
}
