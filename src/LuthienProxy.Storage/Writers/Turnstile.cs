namespace LuthienProxy.Storage.Writers;

/// <summary>
/// Holds the writers for the moment in which the drain empties the spool, so that under a steady load the spool gets empty at all. Thread-safe; one closes it.
/// </summary>
sealed class Turnstile
{
    volatile TaskCompletionSource? _closed;

    /// <summary>Completes as soon as it is open.</summary>
    public Task Opened => _closed?.Task ?? Task.CompletedTask;

    public void Close() => _closed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open()
    {
        var closed = _closed;
        _closed = null;
        closed?.SetResult();
    }
}
