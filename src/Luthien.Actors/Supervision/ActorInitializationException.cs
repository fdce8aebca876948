namespace Luthien.Actors;

#pragma warning disable CA1032 // Only the kernel makes it, always with its cause.
/// <summary>An actor's constructor, <c>PreStart</c> or <c>PostRestart</c> threw.</summary>
public sealed class ActorInitializationException : Exception
{
    internal ActorInitializationException(string path, Exception cause)
        : base($"{path} could not be started: {cause.Message}", cause)
    {
    }
}
