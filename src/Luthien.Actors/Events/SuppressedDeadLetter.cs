namespace Luthien.Actors;

/// <summary>A dead letter whose message is marked <see cref="IDeadLetterSuppression"/>: published, neither counted nor logged.</summary>
/// <param name="Message">What was sent.</param>
/// <param name="Sender">By whom, if known.</param>
/// <param name="Recipient">To whom.</param>
public sealed record SuppressedDeadLetter(object Message, IActorRef? Sender, IActorRef Recipient);
