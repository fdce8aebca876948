namespace Luthien.Actors.Tests.Simulated;

/// <summary>What one scenario's actors report: every message counted, and the rules that hold in every schedule checked where they can be seen.</summary>
sealed class Supervised
{
    readonly Dictionary<string, int> _standing = [];

    internal int Sent { get; private set; }

    internal int Handled { get; private set; }

    internal List<string> Violations { get; } = [];

    /// <summary>Sends a number; a multiple of 5 makes the receiver fail.</summary>
    internal void Send(IActorRef to, int number)
    {
        Sent++;
        to.Tell(number);
    }

    internal Props Worker(string name, int children, SupervisorStrategy strategy) =>
        Props.Create(() => new WorkerActor(this, name, children, strategy)).WithSupervisorStrategy(Noting(strategy));

    /// <summary>The same strategy, whose decision ends the standstill of the child that asked for it.</summary>
    SupervisorStrategy Noting(SupervisorStrategy strategy)
    {
        Directive Decide(Exception cause)
        {
            _standing[cause.Message] = 0;
            return strategy.Decider(cause);
        }

        return strategy is AllForOneStrategy
            ? new AllForOneStrategy(strategy.MaxRestarts, strategy.Within, Decide)
            : new OneForOneStrategy(strategy.MaxRestarts, strategy.Within, Decide);
    }

    sealed class WorkerActor(Supervised scenario, string name, int children, SupervisorStrategy strategy) : ActorBase
    {
        int _running;
        bool _stopped;
        bool _restarting;

        protected internal override void PreStart()
        {
            for (var i = 0; i < children; i++)
                Context.ActorOf(scenario.Worker($"{name}.{i}", 0, strategy), $"c{i}");
        }

        protected internal override ValueTask OnReceive(object message)
        {
            scenario.Check(_running++ == 0, $"{name} handles two messages at once");
            scenario.Check(!_stopped, $"{name} handles {message} after its end");
            scenario.Check(scenario._standing.GetValueOrDefault(name) == 0, $"{name} handles {message} before the directive");
            scenario.Handled++;
            _running--;
            if ((int)message % 5 != 0)
                return default;
            scenario._standing[name] = 1;
            throw new InvalidOperationException(name);
        }

        protected internal override void PostStop()
        {
            scenario.Check(_restarting || Context.Children.Count == 0, $"{name} ends before its children");
            scenario.Check(!_stopped, $"{name} ends twice");
            _stopped = true;
        }

        protected internal override void PreRestart(Exception cause, object? message)
        {
            _restarting = true;
            base.PreRestart(cause, message);
        }

        protected internal override void PostRestart(Exception cause)
        {
            // The guardian's decisions are not noted: a new instance stands for one.
            scenario._standing[name] = 0;
            base.PostRestart(cause);
        }
    }

    void Check(bool holds, string violation)
    {
        if (!holds)
            Violations.Add(violation);
    }
}
