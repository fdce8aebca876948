namespace Luthien.Actors;

/// <summary>An immutable recipe for an actor; one recipe may make any number of them.</summary>
public sealed record Props
{
    Props(Func<ActorBase> factory, Type actorType) => (Factory, ActorType) = (factory, actorType);

    internal Func<ActorBase> Factory { get; }

    internal Type ActorType { get; }

    internal SupervisorStrategy? Strategy { get; private init; }

    internal MailboxLimit? Mailbox { get; private init; }

    internal int StashCapacity { get; private init; } = 1024;

    /// <summary>A recipe whose factory is called once per incarnation: at the start and after each restart.</summary>
    /// <remarks>The factory must return a new instance each time. It runs in the new actor's first turn, not on the spawning thread.</remarks>
    public static Props Create<TActor>(Func<TActor> factory)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new Props(factory, typeof(TActor));
    }

    /// <summary>The strategy this actor uses for its children; wins over <see cref="ActorBase.SupervisorStrategy"/>.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy strategy) => this with { Strategy = strategy };

    /// <summary>Bounds the mailbox to <paramref name="capacity"/> user messages; the default is unbounded.</summary>
    /// <remarks>System messages, timer ticks, <see cref="Terminated"/>, <see cref="PoisonPill"/> and <see cref="Kill"/> neither count nor are refused.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public Props WithBoundedMailbox(int capacity, MailboxOverflow overflow = MailboxOverflow.DropNewest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return this with { Mailbox = new MailboxLimit(capacity, overflow) };
    }

    /// <summary>How many messages <see cref="IStash"/> may hold (1024 unless said).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public Props WithStashCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return this with { StashCapacity = capacity };
    }
}
