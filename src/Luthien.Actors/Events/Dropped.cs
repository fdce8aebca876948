namespace Luthien.Actors;

/// <summary>A message that a bounded mailbox had no room for. Published on the event stream.</summary>
/// <param name="Message">What was dropped.</param>
/// <param name="Sender">By whom it was sent, if known.</param>
/// <param name="Recipient">Whose mailbox was full.</param>
/// <param name="Reason">The rule that dropped it.</param>
public sealed record Dropped(object Message, IActorRef? Sender, IActorRef Recipient, MailboxOverflow Reason);
