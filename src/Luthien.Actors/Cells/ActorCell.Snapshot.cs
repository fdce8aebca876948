namespace Luthien.Actors;

/// <remarks>Read by any thread, racily: plain fields that only the turn writes.</remarks>
partial class ActorCell
{
    internal ActorSnapshot Snapshot()
    {
        var extras = Volatile.Read(ref _extras);
        var pending = extras?.Pending is { Active: true } active ? active : null;
        var awaiting = pending is null ? default(TimeSpan?) : _system.Time.GetElapsedTime(pending.Since);
        return new ActorSnapshot
        {
            Path = Path,
            ActorType = _props.ActorType,
            State = StateNow(pending),
            Age = _system.Time.GetElapsedTime(_born),
            Children = extras?.Children?.Count ?? 0,
            MailboxDepth = MailboxDepth,
            MailboxPeak = Math.Max(MailboxDepth, Math.Max(_peak, extras?.Bounded?.Peak ?? 0)),
            Stashed = extras?.Stash?.Count ?? 0,
            Handled = _handled,
            Dropped = extras?.Bounded?.DroppedCount ?? 0,
            Discarded = extras?.Discarded ?? 0,
            Restarts = Restarts,
            LastFailure = extras?.LastFailure,
            AwaitingFor = awaiting,
            Awaited = (extras?.Awaited ?? default) + (awaiting ?? default),
            HandlingP99 = extras?.Times?.P99(),
            CurrentMessage = _message?.GetType(),
        };
    }

    internal int MailboxDepth => Math.Max(0, _backlog) + (Volatile.Read(ref _inbox)?.Depth ?? 0) + (Volatile.Read(ref _extras)?.Bounded?.Depth ?? 0);

    internal int Restarts => Volatile.Read(ref _extras)?.Restarts ?? 0;

    internal ActorCell? FindChild(string name) => _extras?.Children?.Find(name);

    /// <summary>False when the cell has ended already.</summary>
    internal bool MarkSubscribed()
    {
        Volatile.Write(ref Extras.Subscribed, true);
        Interlocked.MemoryBarrier();
        return !ReferenceEquals(Volatile.Read(ref _systemInbox), SystemMessage.Closed);
    }

    ActorState StateNow(PendingHandler? pending) => _phase switch
    {
        CellPhase.New => ActorState.Starting,
        CellPhase.Restarting => ActorState.Restarting,
        CellPhase.Stopping => ActorState.Stopping,
        CellPhase.Closed => ActorState.Stopped,
        _ when pending is not null => ActorState.Awaiting,
        _ when _suspensions > 0 => ActorState.Suspended,
        _ when Volatile.Read(ref _turn) == Scheduled => ActorState.Busy,
        _ => ActorState.Idle,
    };
}
