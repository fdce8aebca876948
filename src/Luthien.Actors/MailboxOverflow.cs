namespace Luthien.Actors;

/// <summary>What a full bounded mailbox does. None of them blocks a thread.</summary>
public enum MailboxOverflow
{
    /// <summary>The message that does not fit is dropped.</summary>
    DropNewest,

    /// <summary>The oldest queued message is dropped to make room.</summary>
    DropOldest,

    /// <summary><see cref="ActorRefs.TryTell"/> answers false; a plain <c>Tell</c> drops.</summary>
    RejectToSender,

    /// <summary><see cref="ActorRefs.TellAsync"/> waits for room; a plain <c>Tell</c> drops.</summary>
    Await,
}
