using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>Answers with what it is told.</summary>
sealed class EchoActor : ActorBase
{
    public static readonly Props Recipe = Props.Create(static () => new EchoActor());

    protected internal override ValueTask OnReceive(object message)
    {
        Sender.Tell(message, Self);
        return default;
    }
}
