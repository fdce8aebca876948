namespace Luthien.Actors;

/// <summary>Stops the actor when its turn in the mailbox comes, behind what was queued before. It overtakes stashed messages.</summary>
public sealed record PoisonPill : IAutoReceived, IDeadLetterSuppression
{
    PoisonPill()
    {
    }

    /// <summary>The one there is.</summary>
    public static PoisonPill Instance { get; } = new();
}
