namespace Luthien.Actors;

/// <summary>Makes the actor fail with <see cref="ActorKilledException"/> when its turn in the mailbox comes; the supervisor decides.</summary>
public sealed record Kill : IAutoReceived, IDeadLetterSuppression
{
    Kill()
    {
    }

    /// <summary>The one there is.</summary>
    public static Kill Instance { get; } = new();
}
