namespace Luthien.Actors;

/// <summary>A living actor had no handler for a message. Published on the event stream.</summary>
/// <param name="Message">What was sent.</param>
/// <param name="Sender">By whom.</param>
/// <param name="Recipient">To whom.</param>
public sealed record UnhandledMessage(object Message, IActorRef Sender, IActorRef Recipient);
