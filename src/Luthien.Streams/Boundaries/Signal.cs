using System.Threading.Tasks.Sources;

namespace Luthien.Streams;

/// <summary>A wait of one party at a time, reused. Arm and fire it under the owner's lock; continuations run on the thread pool.</summary>
sealed class Signal : IValueTaskSource
{
    ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>True while somebody waits.</summary>
    internal bool IsArmed { get; private set; }

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    internal ValueTask Arm()
    {
        _core.Reset();
        IsArmed = true;
        return new ValueTask(this, _core.Version);
    }

    internal void Fire()
    {
        if (!IsArmed)
            return;
        IsArmed = false;
        _core.SetResult(true);
    }
}
