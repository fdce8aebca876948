namespace Luthien.Actors;

/// <summary>Messages an actor puts aside until it can handle them. For the actor's own turn only.</summary>
/// <remarks>Senders are kept. A restart puts everything back to the front of the mailbox; a stop makes dead letters of it. The limit is set with <see cref="Props.WithStashCapacity"/>.</remarks>
public interface IStash
{
    /// <summary>How many messages are put aside.</summary>
    int Count { get; }

    /// <summary>Puts the current message aside.</summary>
    /// <exception cref="InvalidOperationException">It is put aside already, or there is no current message.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Puts the oldest message back to the front of the mailbox; nothing to put back is fine.</summary>
    void Unstash();

    /// <summary>Puts every message back to the front of the mailbox, in the order they came.</summary>
    void UnstashAll();
}
