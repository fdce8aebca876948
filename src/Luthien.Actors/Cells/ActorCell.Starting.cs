namespace Luthien.Actors;

partial class ActorCell
{
    /// <summary>The first turn: constructor, then PreStart, before anything else.</summary>
    void StartActor()
    {
        _phase = CellPhase.Running;
        try
        {
            MakeActor();
            _actor!.PreStart();
        }
        catch (Exception failure)
        {
            // A half-started instance is not told of its end.
            Discard(_actor);
            _actor = null;
            Fail(new ActorInitializationException(PathText(), failure));
        }
    }

    /// <summary>A guardian's children come from any thread: the map that refuses them at the end must be there from the beginning.</summary>
    internal ActorCell WithChildMap()
    {
        Extras.EnsureChildren();
        return this;
    }

    void MakeActor()
    {
        var actor = _props.Factory() ?? throw new InvalidOperationException("The factory returned null");
        actor.Attach(this);
        _actor = actor;
    }

    void Discard(ActorBase? actor)
    {
        if (actor is null)
            return;
        try
        {
            (actor as IDisposable)?.Dispose();
        }
        catch (Exception failure)
        {
            Log(KernelEvents.HookFailed, KernelLogLevel.Error, "Dispose threw", failure);
        }

        actor.Attach(null);
    }
}
