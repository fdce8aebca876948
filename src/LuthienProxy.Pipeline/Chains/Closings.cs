namespace LuthienProxy.Pipeline.Chains;

/// <summary>Calls that have ended for their client and whose policies still clean up, or look on in shadow. Each ends by itself, within the policies' limits. Thread-safe.</summary>
sealed class Closings
{
    readonly Lock _gate = new();
    int _open;
    TaskCompletionSource? _idle;

    /// <summary>Counts a closing until it is over.</summary>
    public async Task RunAsync(Task closing)
    {
        lock (_gate)
            _open++;
        await closing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        TaskCompletionSource? idle = null;
        lock (_gate)
            if (--_open == 0)
                (idle, _idle) = (_idle, null);
        idle?.TrySetResult();
    }

    /// <summary>Completes when none is under way.</summary>
    public Task IdleAsync()
    {
        lock (_gate)
            return _open == 0 ? Task.CompletedTask : (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }
}
