namespace Luthien.Actors;

/// <summary>What an actor is about.</summary>
public enum ActorState
{
    /// <summary>Spawned, its first turn has not come.</summary>
    Starting,

    /// <summary>Waiting for messages.</summary>
    Idle,

    /// <summary>Has a turn or is waiting for one.</summary>
    Busy,

    /// <summary>Its async handler is waiting.</summary>
    Awaiting,

    /// <summary>It or an ancestor failed; the supervisor has not decided yet.</summary>
    Suspended,

    /// <summary>Waiting for children before it begins anew.</summary>
    Restarting,

    /// <summary>Waiting for children before it ends.</summary>
    Stopping,

    /// <summary>Ended.</summary>
    Stopped,
}
