namespace LuthienProxy.Storage.Writers;

/// <summary>A mark that many may set and that counts once until it is cleared. Thread-safe.</summary>
sealed class OnceFlag
{
    int _set;

    /// <summary>True for the one who set it.</summary>
    public bool TrySet() => Interlocked.Exchange(ref _set, 1) == 0;

    public void Clear() => Volatile.Write(ref _set, 0);
}
