using System.Threading.Channels;
using Luthien.Streams;

namespace Luthien.TestKit.Streams;

/// <summary>The live part of a <see cref="TestSinkProbe{T}"/>: waits for demand, then notes what it is told.</summary>
sealed class TestSinkStage<T> : SinkStage<T>
{
    readonly Channel<int> _demand = Channel.CreateUnbounded<int>();

    internal Channel<StreamEvent<T>> Events { get; } = Channel.CreateUnbounded<StreamEvent<T>>();

    internal Channel<T> Arrivals { get; } = Channel.CreateUnbounded<T>();

    internal void Request(int count)
    {
        for (var i = 0; i < count; i++)
            _demand.Writer.TryWrite(i);
    }

    internal void Cancel(Exception? cause)
    {
        CancelStage(cause);
        _demand.Writer.TryComplete();
    }

    protected override async ValueTask OnNext(T element)
    {
        Arrivals.Writer.TryWrite(element);
        if (await _demand.Reader.WaitToReadAsync(Aborted).ConfigureAwait(false) && _demand.Reader.TryRead(out _))
            Events.Writer.TryWrite(new StreamEvent<T>.Next(element));
        else
            Drop(element);
    }

    protected override ValueTask OnIdle() => Note(new StreamEvent<T>.Idle());

    protected override ValueTask OnComplete() => Note(new StreamEvent<T>.Complete());

    protected override ValueTask OnFailure(Exception cause) => Note(new StreamEvent<T>.Error(cause));

    ValueTask Note(StreamEvent<T> what)
    {
        Events.Writer.TryWrite(what);
        return default;
    }
}
