using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>Fails when upstream lets too much time pass between two elements. While downstream is busy the clock stands still: that is not upstream's doing.</summary>
sealed class IdleTimeoutStage<T>(TimeSpan limit) : FlowStage<T, T>, IDeadline
{
    const long Busy = long.MaxValue;
    long _restSince;

    internal override bool IsTransparent => true;

    public TimeSpan Check(long now)
    {
        if (Closed)
            return TimeSpan.MaxValue;
        var since = Volatile.Read(ref _restSince);
        if (since == Busy)
            return limit;
        var left = limit - Time.GetElapsedTime(since, now);
        if (left >= Deadlines.Grain)
            return left;
        Upstream.End(this, new TimeoutException($"No element came within {limit}."));
        return TimeSpan.MaxValue;
    }

    protected override void OnStart()
    {
        _restSince = Time.GetTimestamp();
        Upstream.Run.Deadlines.Add(this);
    }

    protected override ValueTask OnNext(T element)
    {
        Volatile.Write(ref _restSince, Busy);
        var turn = Push(element);
        if (!turn.IsCompletedSuccessfully)
            return RestAfter(turn);
        Volatile.Write(ref _restSince, Time.GetTimestamp());
        return turn;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask RestAfter(ValueTask turn)
    {
        await turn.ConfigureAwait(false);
        Volatile.Write(ref _restSince, Time.GetTimestamp());
    }
}
