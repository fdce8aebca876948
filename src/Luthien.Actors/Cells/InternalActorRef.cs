namespace Luthien.Actors;

/// <summary>A ref of this kernel: besides messages it takes system messages.</summary>
abstract class InternalActorRef : IActorRef
{
    public abstract ActorPath Path { get; }

    internal abstract ActorSystem System { get; }

    /// <summary>A ref without a mailbox has only dead letters.</summary>
    public virtual void Tell(object message, IActorRef? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        System.DeadLetters.Receive(message, sender, this);
    }

    /// <summary>Never refused, never dropped; answered by whoever is dead as a dead one would.</summary>
    internal abstract void SendSystem(SystemMessage message);

    public sealed override string ToString() => Path.Text;

    internal static InternalActorRef Of(IActorRef actor) => actor as InternalActorRef
        ?? throw new ArgumentException("Not a reference of this kernel", nameof(actor));
}
