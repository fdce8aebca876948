namespace Luthien.Actors;

partial class ActorCell
{
    void OnChildFailed(ActorCell child, Exception cause, Type? messageType)
    {
        // K25: of another incarnation, or already gone.
        if (_extras?.Children?.Contains(child) != true)
            return;
        if (_phase == CellPhase.Stopping)
        {
            child.SendSystem(new SystemMessage(SystemKind.Terminate));
            return;
        }

        var strategy = Strategy;
        switch (strategy.Decider(cause))
        {
            case Directive.Resume:
                LogDecision(KernelEvents.Resumed, child, cause, messageType, "resumed");
                child.SendSystem(new SystemMessage(SystemKind.Resume, cause: cause));
                break;
            case Directive.Restart when MayRestart(strategy, child):
                LogDecision(KernelEvents.Restarting, child, cause, messageType, Attempt(strategy, child));
                Restart(strategy, child, cause);
                break;
            case Directive.Escalate:
                Fail(cause, perpetrator: child);
                break;
            default:
                LogDecision(KernelEvents.StoppedOnFailure, child, cause, messageType, "stopped");
                foreach (var victim in Concerned(strategy, child))
                    StopChild(victim);
                break;
        }
    }

    ActorCell[] Concerned(SupervisorStrategy strategy, ActorCell child) => strategy.ConcernsSiblings ? ChildCells() : [child];

    bool MayRestart(SupervisorStrategy strategy, ActorCell child)
    {
        foreach (var concerned in Concerned(strategy, child))
        {
            if (!(concerned.Extras.Window ??= new RestartWindow()).RequestPermission(strategy, _system.Time))
                return false;
        }

        return true;
    }

    void Restart(SupervisorStrategy strategy, ActorCell failed, Exception cause)
    {
        foreach (var child in Concerned(strategy, failed))
        {
            if (child != failed)
                child.SendSystem(new SystemMessage(SystemKind.Suspend));
            child.SendSystem(new SystemMessage(SystemKind.Recreate, cause: cause));
        }
    }

    static string Attempt(SupervisorStrategy strategy, ActorCell child) => strategy.MaxRestarts == SupervisorStrategy.Unlimited
        ? "restarted"
        : $"restarted ({child.Extras.Window!.Count}/{strategy.MaxRestarts})";

    static void LogDecision(int id, ActorCell child, Exception cause, Type? messageType, string decision)
    {
        var where = messageType is null ? string.Empty : $" in {messageType.Name}";
        child.Log(id, id == KernelEvents.Resumed ? KernelLogLevel.Warning : KernelLogLevel.Error,
            $"{cause.GetType().Name}{where}: {decision}", cause);
    }

    internal ActorCell[] ChildCells() => _extras?.Children?.Snapshot() ?? [];

    /// <summary>From the parent's own turn: it will wait for this child before it ends or begins anew.</summary>
    void StopChild(ActorCell child)
    {
        if (!child._dying && _extras!.Children!.Contains(child))
        {
            child._dying = true;
            _extras.Children.Dying++;
        }

        child.SendSystem(new SystemMessage(SystemKind.Terminate));
    }

    void OnChildGone(ActorCell child)
    {
        var children = _extras!.Children!;
        if (!children.Remove(child))
            return;
        if (child._dying)
            children.Dying--;
        if (_phase == CellPhase.Stopping && children.Count == 0)
            FinishTerminate();
        else if (_phase == CellPhase.Restarting && children.Dying == 0)
            FinishRecreate();
    }
}
