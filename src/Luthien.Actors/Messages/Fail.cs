namespace Luthien.Actors;

/// <summary>Makes the actor fail as if its behaviour had thrown, when its turn in the mailbox comes; the supervisor decides. By default it restarts the actor, where <see cref="Kill"/> ends it.</summary>
/// <param name="Cause">What the supervisor is told.</param>
public sealed record Fail(Exception Cause) : IAutoReceived, IDeadLetterSuppression;
