namespace LuthienProxy.LoadTest.Measuring;

/// <summary>Figures of one kind of calls. Thread-safe.</summary>
sealed class KindFigures
{
    long _clean;
    long _failed;

    /// <summary>From the moment that the answer's first byte left the provider until the client had the first token, in ticks; for an answer that is not streamed, until it had the whole.</summary>
    public Histogram FirstToken { get; } = new();

    /// <summary>From the moment that a delta left the provider until the client had it, in ticks.</summary>
    public Histogram Transit { get; } = new();

    /// <summary>From the request's first byte to the answer's last, in ticks.</summary>
    public Histogram Total { get; } = new();

    /// <summary>Calls that were right to the end.</summary>
    public long Clean => Volatile.Read(ref _clean);

    /// <summary>Calls that were not.</summary>
    public long Failed => Volatile.Read(ref _failed);

    public void CountClean() => Interlocked.Increment(ref _clean);

    public void CountFailed() => Interlocked.Increment(ref _failed);
}
