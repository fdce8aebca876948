namespace Luthien.Actors;

/// <summary>Answered by every living actor with an <see cref="ActorIdentity"/> of the same id.</summary>
/// <param name="Id">Comes back in the answer.</param>
public sealed record Identify(object Id) : IAutoReceived;
