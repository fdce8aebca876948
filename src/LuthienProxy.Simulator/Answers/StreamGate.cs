namespace LuthienProxy.Simulator;

/// <summary>Holds a stream before each event until a test lets it go on: order without sleeping.</summary>
/// <remarks>Thread-safe. One gate serves one stream. The permits count events, pings and scaffolding included.</remarks>
public sealed class StreamGate : IDisposable
{
    readonly SemaphoreSlim _permits = new(0);
    readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the next <paramref name="events"/> events pass.</summary>
    public void Pass(int events = 1) => _permits.Release(events);

    /// <summary>Lets everything pass from now on.</summary>
    public void Open() => _opened.TrySetResult();

    /// <inheritdoc/>
    public void Dispose() => _permits.Dispose();

    internal async ValueTask EnterAsync(CancellationToken cancellation)
    {
        if (_opened.Task.IsCompleted || _permits.Wait(0, CancellationToken.None))
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var permit = _permits.WaitAsync(either.Token);
        await Task.WhenAny(permit, _opened.Task);
        cancellation.ThrowIfCancellationRequested();
        if (!permit.IsCompletedSuccessfully)
            await either.CancelAsync();
    }
}
