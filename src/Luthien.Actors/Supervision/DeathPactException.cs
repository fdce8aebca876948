namespace Luthien.Actors;

#pragma warning disable CA1032 // Only the kernel makes it.
/// <summary>An actor watched another, which ended, and did not handle <see cref="Terminated"/>.</summary>
public sealed class DeathPactException : Exception
{
    internal DeathPactException(IActorRef subject)
        : base($"{subject.Path} ended and nobody handled its Terminated") => Subject = subject;

    /// <summary>Who ended.</summary>
    public IActorRef Subject { get; }
}
