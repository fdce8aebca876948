namespace LuthienProxy.Activity.Redis;

/// <summary>How long to wait before the next attempt: twice as long each time, up to a ceiling, and of that a random part, at least half, so that nodes that lost a server together do not come back together. Not thread-safe.</summary>
sealed class Backoff(TimeSpan first, TimeSpan ceiling, Random random)
{
    /// <summary>Attempts in a row that failed.</summary>
    public int Attempts { get; private set; }

    /// <summary>An attempt has failed: the wait before the next one.</summary>
    public TimeSpan Next()
    {
        // Beyond 2^30 every ceiling is reached.
        var doubled = first.Ticks * Math.Pow(2, Math.Min(Attempts, 30));
        Attempts++;
        return TimeSpan.FromTicks((long)(Math.Min(doubled, ceiling.Ticks) * (0.5 + random.NextDouble() / 2)));
    }

    /// <summary>All is well again.</summary>
    public void Reset() => Attempts = 0;
}
