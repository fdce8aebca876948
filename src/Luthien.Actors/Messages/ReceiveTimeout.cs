namespace Luthien.Actors;

/// <summary>No qualifying message came for the time set with <see cref="IActorContext.SetReceiveTimeout"/>.</summary>
public sealed record ReceiveTimeout
{
    ReceiveTimeout()
    {
    }

    /// <summary>The one there is.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}
