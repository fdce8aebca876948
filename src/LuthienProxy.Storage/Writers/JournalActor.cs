using Luthien.Actors;

namespace LuthienProxy.Storage.Writers;

/// <summary><c>/system/journal</c>: the parent of the writers and of the drain. Restarts them as often as it takes; they rest by themselves before they go on.</summary>
sealed class JournalActor : ReceiveActor
{
    readonly Props[] _writers;
    readonly Props _drain;
    IActorRef[] _refs = [];
    IActorRef _drainRef = ActorRefs.Nobody;

    public JournalActor(Props[] writers, Props drain)
    {
        (_writers, _drain) = (writers, drain);
        Receive<GetChildren>(_ => Sender.Tell(new Children(_refs, _drainRef), Self));
    }

    protected override SupervisorStrategy SupervisorStrategy { get; } = new OneForOneStrategy();

    protected override void PreStart()
    {
        _refs = [.. _writers.Select((writer, k) => Context.ActorOf(writer, $"writer-{k}"))];
        _drainRef = Context.ActorOf(_drain, "drain");
    }

    /// <summary>Asks for <see cref="Children"/>.</summary>
    public sealed record GetChildren;

    public sealed record Children(IActorRef[] Writers, IActorRef Drain);
}
