namespace Luthien.Actors;

/// <summary>Counts a child's restarts (K22): a simple window that opens at the first failure, on the monotonic clock.</summary>
/// <remarks>Written in the supervisor's turn only; made at the first failure.</remarks>
sealed class RestartWindow
{
    long _opened;

    internal int Count { get; set; }

    internal bool RequestPermission(SupervisorStrategy strategy, TimeProvider time)
    {
        var max = strategy.MaxRestarts;
        if (max == 0)
            return false;
        if (strategy.Within is not { } window)
            return max == SupervisorStrategy.Unlimited || Count++ < max;
        if (max == SupervisorStrategy.Unlimited)
            max = 1;
        if (Count == 0 || time.GetElapsedTime(_opened) > window)
        {
            (_opened, Count) = (time.GetTimestamp(), 1);
            return true;
        }

        return Count++ < max;
    }
}
