namespace Luthien.Actors;

#pragma warning disable CA1032 // Only the kernel makes it.
/// <summary>The actor was sent <see cref="Kill"/>.</summary>
public sealed class ActorKilledException : Exception
{
    internal ActorKilledException()
        : base("Killed")
    {
    }
}
