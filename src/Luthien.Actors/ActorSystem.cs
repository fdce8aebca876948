namespace Luthien.Actors;

/// <summary>
/// A kernel: owns <c>/user</c> and <c>/system</c>, dead letters, the event stream and the clock. Two in one process share nothing.
/// </summary>
/// <remarks>Thread-safe. Dispose to terminate and wait.</remarks>
public sealed class ActorSystem : IAsyncDisposable
{
    readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ActorCell _user;
    readonly ActorCell _systemGuardian;
    long _uids;

    ActorSystem(string name, ActorSystemOptions options)
    {
        Name = name;
        Options = options;
        Time = options.Time;
        Dispatcher = options.Dispatcher ?? ThreadPoolDispatcher.Instance;
        Wheel = new DeadlineWheel(Time, options.TimerResolution);
        DeadLetters = new DeadLetterRef(this);
        EventStream = new EventStream(this);
        Root = new RootRef(this);
        _user = NewGuardian("user", options.UserStrategy);
        _systemGuardian = NewGuardian("system", new OneForOneStrategy());
        CoordinatedShutdown = new CoordinatedShutdown(this, options.ShutdownPhases);
        CoordinatedShutdown.AddTask(ShutdownPhase.ActorSystemTerminate, "terminate", _ => Terminate());
    }

    /// <summary>The name given at creation.</summary>
    public string Name { get; }

    /// <summary>Completes when the last actor has ended.</summary>
    public Task WhenTerminated => _terminated.Task;

    /// <summary>Publishes what concerns everybody: dead letters, log lines, and whatever the application wants.</summary>
    public EventStream EventStream { get; }

    /// <summary>The ordered way down.</summary>
    public CoordinatedShutdown CoordinatedShutdown { get; }

    /// <summary>The clock of this system.</summary>
    public TimeProvider Time { get; }

    /// <summary>The settings it was made with.</summary>
    public ActorSystemOptions Options { get; }

    /// <summary>Makes a dead letter of everything it is told.</summary>
    public IActorRef DeadLetterOffice => DeadLetters;

    /// <summary>What became dead letters so far, per recipient and message type.</summary>
    public IReadOnlyList<DeadLetterCount> DeadLetterCounts => DeadLetters.Counts;

    internal IDispatcher Dispatcher { get; }

    internal DeadlineWheel Wheel { get; }

    internal DeadLetterRef DeadLetters { get; }

    internal RootRef Root { get; }

    ActorCell[] Guardians => [_systemGuardian, _user];

    /// <summary>Makes a running system.</summary>
    public static ActorSystem Create(string name, ActorSystemOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var system = new ActorSystem(name, options ?? new ActorSystemOptions());
        system._user.Start();
        system._systemGuardian.Start();
        return system;
    }

    /// <summary>Starts a top-level actor under <c>/user</c>.</summary>
    /// <exception cref="InvalidActorNameException">The name has forbidden characters or is taken.</exception>
    /// <exception cref="InvalidOperationException">The system is terminating.</exception>
    public IActorRef ActorOf(Props props, string? name = null) => _user.Spawn(props, name);

    /// <summary>Starts an actor under <c>/system</c>, which outlives everything under <c>/user</c> and is restarted as often as it fails.</summary>
    /// <remarks>
    /// Decisions are those of <see cref="SupervisorStrategy.DefaultDecider"/>: a failed start stops it for good. Restarts come at once,
    /// without a wait that grows; what depends on something that may be away for a while belongs under a <see cref="BackoffSupervisor"/>.
    /// </remarks>
    /// <inheritdoc cref="ActorOf" path="/exception"/>
    public IActorRef SystemActorOf(Props props, string? name = null) => _systemGuardian.Spawn(props, name);

    /// <summary>Stops an actor after its current message.</summary>
    /// <exception cref="ArgumentException">It is not of this system.</exception>
    public void Stop(IActorRef actor)
    {
        var target = InternalActorRef.Of(actor);
        if (target.System != this)
            throw new ArgumentException($"{actor.Path} is not of the system '{Name}'", nameof(actor));
        target.SendSystem(new SystemMessage(SystemKind.Terminate));
    }

    /// <summary>Ends <c>/user</c>, then <c>/system</c>. Idempotent.</summary>
    /// <returns><see cref="WhenTerminated"/>.</returns>
    public Task Terminate()
    {
        Stop(_user);
        return WhenTerminated;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Terminate().ConfigureAwait(false);

    /// <summary>A view of one actor, taken without asking it; null when there is none at this path.</summary>
    public ActorSnapshot? Inspect(string path) => FindCell(path)?.Snapshot();

    /// <summary>Views of an actor's children, taken without asking them, ordered by name; empty when there is no such actor.</summary>
    /// <param name="path">Of the parent; <c>/</c> has <c>/user</c> and <c>/system</c>.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<ActorSnapshot> InspectChildren(string path, int limit = int.MaxValue)
    {
        IEnumerable<ActorCell> children = path == "/" ? Guardians : FindCell(path)?.ChildCells() ?? [];
        return [.. children.OrderBy(child => child.Name, StringComparer.Ordinal).Take(limit).Select(child => child.Snapshot())];
    }

    /// <summary>
    /// A view of an actor and of all below it, taken without asking anyone: it answers while actors are stuck. Takes time and memory for <paramref name="limit"/> actors
    /// and a look at each of the others; nobody waits for it longer than copying one actor's list of children takes.
    /// </summary>
    /// <param name="path">Where to begin; <c>/</c> has <c>/user</c> and <c>/system</c>. Without an actor there the tree is empty.</param>
    /// <param name="limit">Holds at most so many actors: of small families all, of the largest those with the fullest mailboxes.</param>
    /// <param name="depth">Holds at most so many levels, that of <paramref name="path"/> included (of <c>/</c> the guardians').</param>
    public ActorTree InspectTree(string path = "/", int limit = int.MaxValue, int depth = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        return new TreeWalk(limit, depth).Of(path == "/" ? Guardians : FindCell(path) is { } cell ? [cell] : []);
    }

    /// <summary>The living actor at this path, or null.</summary>
    public IActorRef? Find(string path) => FindCell(path);

    internal long NextUid() => Interlocked.Increment(ref _uids);

    internal void Report(LogEvent entry)
    {
        Options.Log?.Write(entry);
        EventStream.Publish(entry);
    }

    internal void OnGuardianGone(ActorCell guardian)
    {
        if (guardian == _user)
        {
            Stop(_systemGuardian);
            return;
        }

        Wheel.Dispose();
        _terminated.TrySetResult();
    }

    ActorCell NewGuardian(string name, SupervisorStrategy strategy) =>
        new ActorCell(this, Root, Props.Create(static () => new GuardianActor()).WithSupervisorStrategy(strategy), name).WithChildMap();

    ActorCell? FindCell(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        ActorCell? cell = parts.Length == 0 ? null : parts[0] == _user.Name ? _user : parts[0] == _systemGuardian.Name ? _systemGuardian : null;
        for (var i = 1; i < parts.Length && cell is not null; i++)
            cell = cell.FindChild(parts[i]);
        return cell;
    }
}
