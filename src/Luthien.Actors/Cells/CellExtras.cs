namespace Luthien.Actors;

/// <summary>What only some cells need: made when first needed, so that an idle leaf pays one null field.</summary>
sealed class CellExtras
{
    // Read by any thread.
    internal BoundedMailbox? Bounded;
    internal ChildMap? Children;
    internal RestartWindow? Window;
    internal Exception? LastFailure;
    internal int Restarts;
    internal TimeSpan Awaited;

    /// <summary>From the first message on that was timed: an actor of few messages has none.</summary>
    internal HandlingTimes? Times;

    // In the turn only.
    internal RefSet Watchers;
    internal Dictionary<InternalActorRef, DeathNotice>? Watching;
    internal TimerTable? Timers;
    internal StashBuffer? Stash;
    internal ReceiveTimeoutEntry? ReceiveTimeout;
    internal TimeSpan? ReceiveTimeoutSetting;
    internal InternalActorRef? Perpetrator;

    /// <summary>Children whose failures were escalated while an escalation was already under way: one decision answers all.</summary>
    internal List<InternalActorRef>? LatePerpetrators;
    internal Exception? RestartCause;
    internal object? FailedMessage;
    internal long Discarded;

    // An awaiting handler.
    internal PendingHandler? Pending;

    // Made by a handler, cancelled by a turn beside it.
    internal CancellationTokenSource? Stopping;
    internal bool StopSeen;

    /// <summary>Set by the event stream: forget this cell when it ends.</summary>
    internal bool Subscribed;

    internal ChildMap EnsureChildren() => Volatile.Read(ref Children) ?? Interlocked.CompareExchange(ref Children, new ChildMap(), null) ?? Children;
}
