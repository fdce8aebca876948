namespace Luthien.Streams;

/// <summary>A result on its way: there already, or a task.</summary>
readonly record struct Slot<T>(T Result, Task<T>? Pending)
{
    internal bool IsReady => Pending is null || Pending.IsCompleted;

    internal static Slot<T> Of(ValueTask<T> task) => task.IsCompletedSuccessfully ? new Slot<T>(task.Result, null) : new Slot<T>(default!, task.AsTask());

    /// <summary>Done when the task is, however that ended.</summary>
    internal async ValueTask Settled()
    {
        if (Pending is not null)
            await ((Task)Pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
