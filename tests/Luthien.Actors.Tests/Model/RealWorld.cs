using Luthien.TestKit;

namespace Luthien.Actors.Tests.Model;

/// <summary>The same steps, done to a kernel.</summary>
sealed class RealWorld
{
    readonly Simulation _sim;
    readonly IActorRef _parent;
    readonly IActorRef _watcher;
    readonly Dictionary<string, IActorRef> _refs = [];
    readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    readonly List<string> _terminated = [];
    readonly List<Task<int>> _asks = [];
    int _collisions;

    internal RealWorld(int seed)
    {
        _sim = new Simulation(seed);
        _parent = _sim.Sys.ActorOf(Some.Doer().WithSupervisorStrategy(new OneForOneStrategy(2)), "p");
        _watcher = _sim.Sys.ActorOf(Some.Actor((context, message) =>
        {
            if (message is Some.Do work)
                work.Work(context);
            else
                _terminated.Add(((Terminated)message).Subject.Path.Name);
        }), "w");
        _sim.Run();
    }

    internal Observed Apply(Step step)
    {
        switch (step)
        {
            case Step.Spawn:
                _parent.Tell(new Some.Do(context => Spawn(context, step.Name)));
                break;
            case Step.Advance advance:
                _sim.Advance(Some.Milliseconds(advance.Milliseconds));
                break;
            default:
                if (_refs.TryGetValue(step.Name, out var actor))
                    Apply(step, actor);
                break;
        }

        _sim.Run();
        var deadLetters = _sim.Events.Of<DeadLetter>().Count;
        return new Observed(
            string.Join(' ', _counts.Select(count => $"{count.Key}={count.Value}")), string.Join(' ', _terminated), deadLetters,
            string.Join(' ', _asks.Where(ask => ask.IsCompletedSuccessfully).Select(ask => ask.GetAwaiter().GetResult())),
            _asks.Count(ask => ask.IsFaulted), _collisions);
    }

    void Apply(Step step, IActorRef actor)
    {
        switch (step)
        {
            case Step.Watch:
                _watcher.Tell(new Some.Do(context => context.Watch(actor)));
                break;
            case Step.Unwatch:
                _watcher.Tell(new Some.Do(context => context.Unwatch(actor)));
                break;
            case Step.Stop:
                _sim.Sys.Stop(actor);
                break;
            case Step.Ask:
                _asks.Add(actor.Ask<int>(step));
                break;
            default:
                actor.Tell(step);
                break;
        }
    }

    void Spawn(IActorContext context, string name)
    {
        try
        {
            _refs[name] = context.ActorOf(Props.Create(() => new Counter(name, _counts)), name);
        }
        catch (InvalidActorNameException)
        {
            _collisions++;
        }
    }

    sealed class Counter(string name, SortedDictionary<string, int> counts) : ReceiveActor
    {
        protected internal override void PreStart()
        {
            counts[name] = 0;
            Receive<Step.Tell>(_ => counts[name]++);
            Receive<Step.Ask>(_ => Sender.Tell(counts[name]));
            Receive<Step.Fail>(_ => throw new InvalidOperationException("x"));
            Receive<Step.Arm>(arm => Context.Timers.StartSingleTimer("tick", "tick", Some.Milliseconds(arm.Milliseconds)));
            Receive<string>(_ => counts[name] += 100);
        }

        protected internal override void PostStop() => counts.Remove(name);
    }
}
