using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>Holds the publisher while it looks at the call, until the test lets it go.</summary>
sealed class HeldCall : ICallGauge, IDisposable
{
    readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ManualResetEventSlim _released = new();

    public Task Entered => _entered.Task;

    public long Bytes => 0;

    public long Deltas => 0;

    public TimeSpan Elapsed => TimeSpan.Zero;

    public bool HasEnded
    {
        get
        {
            _entered.TrySetResult();
            _released.Wait(TimeSpan.FromSeconds(60));
            return false;
        }
    }

    public void Release() => _released.Set();

    public void Dispose() => _released.Dispose();
}
