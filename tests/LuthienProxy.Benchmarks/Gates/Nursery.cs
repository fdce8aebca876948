using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Gates;

/// <summary>Starts as many children as it is told, each of which answers once; tells the asker when all have answered.</summary>
sealed class Nursery : ActorBase
{
    static readonly object Report = new();
    static readonly Props Child = Props.Create(static () => new Reporter());

    IActorRef _asker = ActorRefs.Nobody;
    int _left;

    protected internal override ValueTask OnReceive(object message)
    {
        if (message is int count)
            Start(count);
        else if (--_left == 0)
            _asker.Tell(Report, Self);
        return default;
    }

    void Start(int count)
    {
        (_asker, _left) = (Sender, count);
        for (var i = 0; i < count; i++)
            Context.ActorOf(Child).Tell(Report, Self);
    }

    sealed class Reporter : ActorBase
    {
        protected internal override ValueTask OnReceive(object message)
        {
            Context.Parent.Tell(message, Self);
            return default;
        }
    }
}
