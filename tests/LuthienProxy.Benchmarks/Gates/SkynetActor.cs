using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Gates;

/// <summary>A node of a tree of actors: starts ten below it, adds up what they answer, answers and stops.</summary>
sealed class SkynetActor : ActorBase
{
    const int Width = 10;

    static readonly Props Recipe = Props.Create(static () => new SkynetActor());

    IActorRef _asker = ActorRefs.Nobody;
    int _left = Width;
    int _sum = 1;

    /// <summary>Told to a node: how many levels are to be started below it.</summary>
    public sealed record Grow(int Levels);

    protected internal override ValueTask OnReceive(object message)
    {
        switch (message)
        {
            case Grow { Levels: 0 }:
                End(Sender);
                break;
            case Grow grow:
                _asker = Sender;
                var below = new Grow(grow.Levels - 1);
                for (var i = 0; i < Width; i++)
                    Context.ActorOf(Recipe).Tell(below, Self);
                break;
            case int sum:
                _sum += sum;
                if (--_left == 0)
                    End(_asker);
                break;
        }
        return default;
    }

    void End(IActorRef asker)
    {
        asker.Tell(_sum, Self);
        Context.Stop(Self);
    }
}
