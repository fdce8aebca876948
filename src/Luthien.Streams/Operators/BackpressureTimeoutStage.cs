using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>Aborts the run when downstream takes too long over one element.</summary>
sealed class BackpressureTimeoutStage<T>(TimeSpan limit) : FlowStage<T, T>, IDeadline
{
    const long AtRest = long.MinValue;
    long _busySince = AtRest;

    internal override bool IsTransparent => true;

    public TimeSpan Check(long now)
    {
        if (Closed)
            return TimeSpan.MaxValue;
        var since = Volatile.Read(ref _busySince);
        if (since == AtRest)
            return TimeSpan.MaxValue;
        var left = limit - Time.GetElapsedTime(since, now);
        if (left >= Deadlines.Grain)
            return left;
        Upstream.Run.Abort(new TimeoutException($"Downstream did not take an element within {limit}."));
        return TimeSpan.MaxValue;
    }

    protected override void OnStart() => Upstream.Run.Deadlines.Add(this);

    protected override ValueTask OnNext(T element)
    {
        var turn = Push(element);
        return turn.IsCompletedSuccessfully ? turn : Watch(turn);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask Watch(ValueTask turn)
    {
        Volatile.Write(ref _busySince, Time.GetTimestamp());
        Upstream.Run.Deadlines.ArmWithin(limit);
        await turn.ConfigureAwait(false);
        Volatile.Write(ref _busySince, AtRest);
    }
}
