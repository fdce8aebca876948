namespace Luthien.Actors;

/// <summary>The top of <c>/user</c> and of <c>/system</c>: supervises and handles nothing.</summary>
sealed class GuardianActor : ActorBase
{
    protected internal override ValueTask OnReceive(object message)
    {
        Unhandled(message);
        return default;
    }
}
