namespace Luthien.Actors;

enum CellPhase : byte
{
    /// <summary>Spawned; the first turn has not run.</summary>
    New,
    Running,

    /// <summary>The old instance is gone, its children are ending.</summary>
    Restarting,

    /// <summary>Waiting for children before <c>PostStop</c>.</summary>
    Stopping,
    Closed,
}
