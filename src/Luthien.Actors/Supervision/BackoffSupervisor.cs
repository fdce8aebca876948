namespace Luthien.Actors;

/// <summary>Keeps one child alive: whenever it has ended, by itself or by a failure, it is started again after a growing wait.</summary>
/// <remarks>Passes messages on to the child, and what the child tells it on to its own parent. While the child is down: <see cref="BackoffOptions.ReplyWhileDown"/>, else dead letters.</remarks>
public sealed class BackoffSupervisor : ReceiveActor
{
    readonly Props _child;
    readonly string _name;
    readonly BackoffOptions _options;
    IActorRef? _current;
    int _restarts;

    BackoffSupervisor(Props child, string name, BackoffOptions options)
    {
        (_child, _name, _options) = (child, name, options);
        Receive<Start>(_ => StartChild());
        Receive<Reset>(reset => _restarts = reset.Restarts == _restarts ? 0 : _restarts);
        Receive<Terminated>(ended => ended.Subject.Equals(_current), _ => ScheduleStart());
        ReceiveAny(Pass);
    }

    /// <summary>The recipe of such a supervisor.</summary>
    public static Props Props(Props child, string name, BackoffOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Min, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Max, options.Min, nameof(options));
        return Actors.Props.Create(() => new BackoffSupervisor(child, name, options)).WithSupervisorStrategy(SupervisorStrategy.Stopping);
    }

    /// <inheritdoc/>
    protected internal override void PreStart() => StartChild();

    void StartChild()
    {
        _current = Context.ActorOf(_child, _name);
        Context.Watch(_current);
        Context.Timers.StartSingleTimer(nameof(Reset), new Reset(_restarts), _options.ResetAfter ?? _options.Min);
    }

    void ScheduleStart()
    {
        _current = null;
        Context.Timers.Cancel(nameof(Reset));
        Context.Timers.StartSingleTimer(nameof(Start), Start.Instance, _options.DelayFor(_restarts++, Context.System.Options.Random.NextDouble()));
    }

    void Pass(object message)
    {
        if (_current is null && _options.ReplyWhileDown is not null)
            Sender.Tell(_options.ReplyWhileDown, Self);
        else if (_current is null)
            Context.System.DeadLetterOffice.Tell(new DeadLetter(message, Sender, Self), Sender);
        else if (Sender.Equals(_current))
            Context.Forward(Context.Parent, message);
        else
            Context.Forward(_current, message);
    }

    sealed record Start
    {
        internal static Start Instance { get; } = new();
    }

    sealed record Reset(int Restarts);
}
