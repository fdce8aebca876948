namespace LuthienProxy.Storage.Writers;

/// <summary>
/// Keeps a database that fails or is slow from being asked again and again. One for each store, shared by all that write to it. Thread-safe.
/// </summary>
/// <param name="options">Its settings.</param>
/// <param name="time">Its clock.</param>
sealed class Breaker(BreakerOptions options, TimeProvider time)
{
    readonly Lock _lock = new();
    BreakerState _state;
    int _failures;
    long _openedAt;

    /// <summary>Told of each change, outside of any lock, with the reason of an opening.</summary>
    public Action<BreakerState, string>? Changed { get; set; }

    public BreakerState State
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    /// <summary>How long until a call is let through again; zero when one is now.</summary>
    public TimeSpan RetryIn
    {
        get
        {
            lock (_lock)
            {
                var left = _state is BreakerState.Closed ? TimeSpan.Zero : options.ResetTimeout - time.GetElapsedTime(_openedAt);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Asks for leave to make one call; whoever gets it reports with <see cref="Succeeded"/> or <see cref="Failed"/>.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_state is BreakerState.Closed)
                return true;
            // A trial that is never reported, because its caller died, must not keep the breaker half open for ever: the next one comes after the same wait.
            if (time.GetElapsedTime(_openedAt) < options.ResetTimeout)
                return false;
            _openedAt = time.GetTimestamp();
            if (_state is BreakerState.HalfOpen)
                return true;
            _state = BreakerState.HalfOpen;
        }
        Changed?.Invoke(BreakerState.HalfOpen, "");
        return true;
    }

    /// <summary>A call did its work. One that took longer than <see cref="BreakerOptions.SlowCall"/> counts as failed all the same.</summary>
    /// <param name="took">How long it took.</param>
    /// <param name="isProof">False for a mere look, which does not prove that writing works: then one failure opens the breaker again.</param>
    public void Succeeded(TimeSpan took, bool isProof = true)
    {
        if (took > options.SlowCall)
        {
            Failed($"a call took {took.TotalSeconds:0.0} s");
            return;
        }
        lock (_lock)
        {
            _failures = isProof ? 0 : Math.Max(_failures, options.Failures - 1);
            // What was begun before the breaker opened proves nothing.
            if (_state is not BreakerState.HalfOpen)
                return;
            _state = BreakerState.Closed;
        }
        Changed?.Invoke(BreakerState.Closed, "");
    }

    /// <summary>A call failed, or did not return in time.</summary>
    public void Failed(string reason)
    {
        lock (_lock)
        {
            if (_state is BreakerState.Open || (_state is BreakerState.Closed && ++_failures < options.Failures))
                return;
            _state = BreakerState.Open;
            _openedAt = time.GetTimestamp();
        }
        Changed?.Invoke(BreakerState.Open, reason);
    }
}
