namespace Luthien.Streams;

/// <summary>Fails when the first element does not come in time.</summary>
sealed class InitialTimeoutStage<T>(TimeSpan limit) : FlowStage<T, T>, IDeadline
{
    long _start;
    bool _seen;

    internal override bool IsTransparent => true;

    public TimeSpan Check(long now)
    {
        if (Closed || Volatile.Read(ref _seen))
            return TimeSpan.MaxValue;
        var left = limit - Time.GetElapsedTime(_start, now);
        if (left >= Deadlines.Grain)
            return left;
        Upstream.End(this, new TimeoutException($"The first element did not come within {limit}."));
        return TimeSpan.MaxValue;
    }

    protected override void OnStart()
    {
        _start = Time.GetTimestamp();
        Upstream.Run.Deadlines.Add(this);
    }

    protected override ValueTask OnNext(T element)
    {
        if (!_seen)
            Volatile.Write(ref _seen, value: true);
        return Push(element);
    }
}
