using Luthien.Actors;

namespace Luthien.Streams;

sealed class ActorRefSinkStage<T>(IActorRef target, object onComplete, Func<Exception, object> onFailure) : SinkStage<T>
{
    protected override ValueTask OnNext(T element)
    {
        target.Tell(element!);
        return default;
    }

    protected override ValueTask OnComplete()
    {
        target.Tell(onComplete);
        return default;
    }

    protected override ValueTask OnFailure(Exception cause)
    {
        target.Tell(onFailure(cause));
        return default;
    }
}
