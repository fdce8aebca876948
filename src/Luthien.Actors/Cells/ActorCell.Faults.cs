namespace Luthien.Actors;

partial class ActorCell
{
    /// <summary>5. Stands still with all children until the parent has decided.</summary>
    void Fail(Exception cause, InternalActorRef? perpetrator = null, bool suspendChildren = true)
    {
        var extras = Extras;
        extras.LastFailure = cause;
        if (_phase is CellPhase.Stopping or CellPhase.Closed)
        {
            Log(KernelEvents.HookFailed, KernelLogLevel.Error, "Failed while ending", cause);
            return;
        }

        if (_failed && perpetrator is not null)
        {
            (extras.LatePerpetrators ??= []).Add(perpetrator);
            return;
        }

        if (!_failed)
        {
            _failed = true;
            _suspensions++;
            extras.Perpetrator = perpetrator;
            extras.FailedMessage = _message;
            if (suspendChildren)
                SuspendChildren(except: perpetrator);
        }

        _parent.SendSystem(new SystemMessage(SystemKind.Failed, this, cause, _message?.GetType()));
    }

    void SuspendChildren(InternalActorRef? except)
    {
        foreach (var child in ChildCells())
        {
            if (child != except)
                child.SendSystem(new SystemMessage(SystemKind.Suspend));
        }
    }

    void OnSuspend()
    {
        _suspensions++;
        SuspendChildren(except: null);
    }

    void OnResume(Exception? cause)
    {
        var perpetrator = _extras?.Perpetrator;
        List<InternalActorRef> late = [];
        Unsuspend();
        if (cause is not null)
            late = ForgetFailure();
        if (_actor is null && _phase == CellPhase.Running)
            StartActor();
        foreach (var child in ChildCells())
            child.SendSystem(new SystemMessage(SystemKind.Resume, cause: child == perpetrator ? cause : null));

        // They stand still twice: for their own failure and for the first one's.
        foreach (var child in late)
            child.SendSystem(new SystemMessage(SystemKind.Resume, cause: cause));
    }

    void OnRecreate(Exception cause)
    {
        if (_phase != CellPhase.Running)
        {
            // Already on the way to a new instance or to the end: only the suspension that came with this one is taken back.
            Unsuspend();
            return;
        }

        _phase = CellPhase.Restarting;
        Extras.RestartCause = cause;
        CancelStopping();
        EndInstance(cause);
        if (_extras!.Children is not { Dying: > 0 })
            FinishRecreate();
    }

    /// <summary>The old instance's last words. Whatever they throw, its stash goes back and its timers end.</summary>
    void EndInstance(Exception cause)
    {
        if (_actor is not { } old)
            return;
        try
        {
            old.Attach(this);
            old.PreRestart(cause, _extras!.FailedMessage);
        }
        catch (Exception failure)
        {
            Log(KernelEvents.HookFailed, KernelLogLevel.Error, "PreRestart threw", failure);
        }
        finally
        {
            _extras!.Stash?.UnstashAll();
            _extras.Timers?.CancelAll();
            Discard(old);
            _actor = null;
        }
    }

    void FinishRecreate()
    {
        var extras = _extras!;
        var cause = extras.RestartCause!;
        var survivors = ChildCells();
        (extras.RestartCause, extras.Stopping, extras.StopSeen) = (null, null, false);
        _phase = CellPhase.Running;
        Unsuspend();
        var late = ForgetFailure();
        extras.Restarts++;
        try
        {
            MakeActor();
            _actor!.PostRestart(cause);
            RestartReceiveTimeout();
        }
        catch (Exception failure)
        {
            Discard(_actor);
            _actor = null;

            // The survivors are suspended already, since the first failure.
            Fail(new ActorInitializationException(PathText(), failure), suspendChildren: false);
            return;
        }

        foreach (var child in survivors)
            child.SendSystem(new SystemMessage(SystemKind.Recreate, cause: cause));
        foreach (var child in late)
            child.SendSystem(new SystemMessage(SystemKind.Resume));
    }

    void Unsuspend() => _suspensions = Math.Max(0, _suspensions - 1);

    /// <summary>Returns the late perpetrators.</summary>
    List<InternalActorRef> ForgetFailure()
    {
        _failed = false;
        if (_extras is not { } extras)
            return [];
        var late = extras.LatePerpetrators ?? [];
        (extras.Perpetrator, extras.FailedMessage, extras.LatePerpetrators) = (null, null, null);
        return late;
    }
}
