namespace LuthienProxy.Host.Logging;

/// <summary>
/// Logs and counts every failed task that nobody looked at. The runtime would let it go without a word; no task of this program should come here.
/// </summary>
sealed class ForgottenTasks(ILogger<ForgottenTasks> log) : IHostedService, IDisposable
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        TaskScheduler.UnobservedTaskException += OnForgotten;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Also of a host that was never stopped: the event is the process's, and would keep it.</summary>
    public void Dispose() => TaskScheduler.UnobservedTaskException -= OnForgotten;

    void OnForgotten(object? sender, UnobservedTaskExceptionEventArgs forgotten)
    {
        BackgroundTelemetry.TaskForgotten();
        HostLog.TaskForgotten(log, forgotten.Exception);
    }
}
