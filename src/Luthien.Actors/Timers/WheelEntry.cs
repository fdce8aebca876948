namespace Luthien.Actors;

/// <summary>Something due later; a node of one of the wheel's slots while registered.</summary>
abstract class WheelEntry
{
    internal WheelEntry? Previous;
    internal WheelEntry? Next;
    internal DeadlineWheel.Slot? Slot;
    internal long DueTick;

    /// <summary>Runs on the clock's thread: may enqueue or complete something, never more.</summary>
    internal abstract void Fire();
}
