namespace Luthien.Actors;

/// <summary>A message that reached no living actor. Published on the event stream.</summary>
/// <param name="Message">What was sent.</param>
/// <param name="Sender">By whom, if known.</param>
/// <param name="Recipient">To whom.</param>
public sealed record DeadLetter(object Message, IActorRef? Sender, IActorRef Recipient);
