using LuthienProxy.Host.Settings;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// Finds out which policies are active before the server listens, and keeps looking: every <c>policy.watch-interval</c>, and when the database tells of a change.
/// </summary>
sealed class PolicyService(PolicySwitch policies, ChainInUse inUse, PolicyNotices notices, GatewaySettings settings, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    readonly CancellationTokenSource _stop = new();
    Task _watching = Task.CompletedTask;

    /// <exception cref="StartRefusedException">The policies come from a file, and from nothing else, and it cannot be used.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await policies.RefreshAsync(cancellationToken);
        if (settings.Policy.Source == "file" && inUse.State.Chain is null)
            throw new StartRefusedException(inUse.State.Reasons);
        _watching = Task.WhenAll(AskAsync(_stop.Token), settings.Policy.Source == "file" ? Task.CompletedTask : notices.ListenAsync(() => policies.RefreshAsync(_stop.Token), _stop.Token));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // After the server: calls that come until then have their policies.
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _watching.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();

    async Task AskAsync(CancellationToken cancellation)
    {
        using var tick = new PeriodicTimer(settings.Policy.WatchInterval.ToTimeSpan(), time);
        while (await tick.WaitForNextTickAsync(cancellation))
            await policies.RefreshAsync(cancellation);
    }
}
