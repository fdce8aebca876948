namespace LuthienProxy.Storage.Databases;

/// <summary>No connection became free in time; counted as <c>luthien.storage.pool.exhausted</c>.</summary>
public sealed class PoolExhaustedException : TimeoutException
{
    /// <summary>Says for how long one was waited for.</summary>
    public PoolExhaustedException(string pool, TimeSpan wait)
        : base($"All connections of the pool '{pool}' were in use for {wait.TotalSeconds:0.###} s (storage.pool.wait).")
    {
    }
}
