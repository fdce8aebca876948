namespace LuthienProxy.Host.Logging;

/// <summary>
/// Logs and counts every failed task that nobody looked at. The runtime would let it go without a word; no task of this program should come here.
/// </summary>
sealed class ForgottenTasks(ILogger<ForgottenTasks> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        TaskScheduler.UnobservedTaskException += OnForgotten;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        TaskScheduler.UnobservedTaskException -= OnForgotten;
        return Task.CompletedTask;
    }

    void OnForgotten(object? sender, UnobservedTaskExceptionEventArgs forgotten)
    {
        BackgroundTelemetry.TaskForgotten();
        HostLog.TaskForgotten(log, forgotten.Exception);
    }
}
