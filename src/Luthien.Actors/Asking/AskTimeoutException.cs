namespace Luthien.Actors;

#pragma warning disable CA1032 // Only the kernel makes it.
/// <summary>Nobody answered an <c>Ask</c> in time.</summary>
public sealed class AskTimeoutException : TimeoutException
{
    internal AskTimeoutException(IActorRef target, Type messageType, TimeSpan timeout)
        : base($"{target.Path} did not answer {messageType.Name} within {timeout}")
    {
    }
}
