using Luthien.Actors;

namespace Luthien.TestKit;

/// <summary>The actor behind a probe: hands on whatever comes.</summary>
sealed class ProbeActor(TestProbe probe) : ActorBase
{
    protected override ValueTask OnReceive(object message)
    {
        switch (message)
        {
            case Watch watch:
                Context.Watch(watch.Subject);
                break;
            case Unwatch unwatch:
                Context.Unwatch(unwatch.Subject);
                break;
            default:
                probe.Accept(message, Sender);
                break;
        }

        return default;
    }

    internal sealed record Watch(IActorRef Subject);

    internal sealed record Unwatch(IActorRef Subject);
}
