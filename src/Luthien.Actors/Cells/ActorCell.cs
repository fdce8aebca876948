namespace Luthien.Actors;

/// <summary>
/// One actor's cell: at once its ref, its mailbox, its context and its work item, so that an idle actor is one small object.
/// </summary>
/// <remarks>
/// The journey of a message:
/// (1) <c>Tell</c> pushes a pooled node onto the inbox with one compare-and-swap and wakes the cell if it rests (.Mailbox).
/// (2) A turn runs on the dispatcher, the only one of this cell at that time (.Turn).
/// (3) System messages go first, all of them, before each user message (.Turn, .Faults, .Watch).
/// (4) The behaviour takes the message; a task that is not complete yet keeps the turn's right but not its thread (.Handling).
/// (5) A throw suspends the cell until the parent's directive comes (.Faults).
/// (6) The end: children, PostStop, closing the queues, dead letters, parent, watchers, in this order (.Ending).
/// Fields without a comment are touched in the turn only. Everything seldom used hangs in <see cref="CellExtras"/>.
/// </remarks>
sealed partial class ActorCell : InternalActorRef, IThreadPoolWorkItem
{
    readonly ActorSystem _system;
    readonly InternalActorRef _parent;
    readonly Props _props;
    readonly long _born;

    // Made by whoever needs it first, also an awaiting handler beside a turn.
    CellExtras? _extras;
    ActorBase? _actor;
    object? _message;
    IActorRef? _sender;

    // Read racily by snapshots.
    long _handled;
    CellPhase _phase;
    int _suspensions;
    bool _failed;

    /// <summary>Written in the parent's turn: it has told this child to stop.</summary>
    bool _dying;

    internal ActorCell(ActorSystem system, InternalActorRef parent, Props props, string name)
    {
        (_system, _parent, _props, Name) = (system, parent, props, name);
        Uid = system.NextUid();
        _born = system.Time.GetTimestamp();
        if (props.Mailbox is { } limit)
            Extras.Bounded = new BoundedMailbox(this, limit);
    }

    internal string Name { get; }

    internal long Uid { get; }

    internal override ActorSystem System => _system;

    public override ActorPath Path => new(PathText(), Uid);

    CellExtras Extras => Volatile.Read(ref _extras) ?? MakeExtras();

    SupervisorStrategy Strategy => _props.Strategy ?? _actor?.SupervisorStrategy ?? SupervisorStrategy.Default;

    /// <summary>Gives the cell its first turn, in which the actor is made; called once, after the parent knows the child.</summary>
    internal void Start() => _system.Dispatcher.Schedule(this, preferLocal: true);

    CellExtras MakeExtras()
    {
        var made = new CellExtras();
        return Interlocked.CompareExchange(ref _extras, made, null) ?? made;
    }

    string PathText()
    {
        // Most actors live a few levels deep; the root's own text is empty.
        var parent = _parent is ActorCell cell ? cell.PathText() : string.Empty;
        return $"{parent}/{Name}";
    }

    void Log(int id, KernelLogLevel level, string text, Exception? cause = null) =>
        _system.Report(new LogEvent(id, level, PathText(), text, cause));
}
