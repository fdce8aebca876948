namespace Luthien.Actors;

/// <summary>The answer to <see cref="Identify"/>.</summary>
/// <param name="Id">What was asked with.</param>
/// <param name="Subject">Who answers.</param>
public sealed record ActorIdentity(object Id, IActorRef Subject);
