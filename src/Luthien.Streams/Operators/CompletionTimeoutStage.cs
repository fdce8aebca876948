namespace Luthien.Streams;

/// <summary>Aborts the run when the stream takes too long as a whole.</summary>
sealed class CompletionTimeoutStage<T>(TimeSpan limit) : FlowStage<T, T>, IDeadline
{
    long _start;

    internal override bool IsTransparent => true;

    public TimeSpan Check(long now)
    {
        if (Closed)
            return TimeSpan.MaxValue;
        var left = limit - Time.GetElapsedTime(_start, now);
        if (left >= Deadlines.Grain)
            return left;
        Upstream.Run.Abort(new TimeoutException($"The stream did not end within {limit}."));
        return TimeSpan.MaxValue;
    }

    protected override void OnStart()
    {
        _start = Time.GetTimestamp();
        Upstream.Run.Deadlines.Add(this);
    }

    protected override ValueTask OnNext(T element) => Push(element);
}
