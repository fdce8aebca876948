namespace Luthien.Actors;

/// <summary>A watched actor has ended. Comes once per watch, behind every message the actor had sent to the watcher.</summary>
/// <param name="Subject">Who ended.</param>
/// <param name="ExistenceConfirmed">False when it had already ended before it was watched.</param>
public sealed record Terminated(IActorRef Subject, bool ExistenceConfirmed);
