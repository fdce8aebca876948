namespace Luthien.Actors;

/// <summary>One watch, and in the mailbox its own notice: a notice whose watch was taken back is discarded when it is taken.</summary>
sealed class DeathNotice(InternalActorRef subject, object? custom) : IOwnNotice
{
    internal InternalActorRef Subject => subject;

    internal object? Custom => custom;

    internal bool Queued { get; set; }

    internal bool ExistenceConfirmed { get; set; }

    internal object Message => custom ?? new Terminated(subject, ExistenceConfirmed);
}
