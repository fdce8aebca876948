namespace Luthien.Actors;

/// <summary>A node of the user queue. Pooled: whoever pops it returns it.</summary>
sealed class Envelope
{
    /// <summary>Takes the place of the queue's head when the cell is closed: whoever finds it has a dead letter in hand.</summary>
    internal static readonly Envelope Closed = new();

    internal object Message = null!;
    internal IActorRef? Sender;
    internal Envelope? Next;

    /// <summary>How many nodes hang below and including this one: the head's depth is the queue's, for free and without a lock.</summary>
    internal int Depth;
}
