using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>Emits a filler when nothing passed for a while and downstream is at rest, that is, has demand.</summary>
sealed class KeepAliveStage<T>(TimeSpan after, Func<T> filler) : TimedStage<T, T>
{
    long _last;

    internal override bool IsTransparent => true;

    public override TimeSpan Check(long now)
    {
        if (Closed)
            return TimeSpan.MaxValue;
        var left = after - Time.GetElapsedTime(Volatile.Read(ref _last), now);
        if (left >= Deadlines.Grain)
            return left;
        PushUnlessBusy();
        return after;
    }

    protected override void OnStart()
    {
        base.OnStart();
        _last = Time.GetTimestamp();
    }

    private protected override ValueTask Take(T element) => PushAndStamp(element);

    private protected override ValueTask PushOnTime() => PushAndStamp(filler());

    ValueTask PushAndStamp(T element)
    {
        var turn = Push(element);
        if (!turn.IsCompletedSuccessfully)
            return StampAfter(turn);
        Volatile.Write(ref _last, Time.GetTimestamp());
        return turn;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask StampAfter(ValueTask turn)
    {
        await turn.ConfigureAwait(false);
        Volatile.Write(ref _last, Time.GetTimestamp());
    }
}
