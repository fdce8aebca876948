namespace Luthien.Actors;

/// <summary>Decides what happens to children that fail, and how often they may be restarted.</summary>
/// <remarks>Immutable; one strategy may serve any number of supervisors.</remarks>
public abstract class SupervisorStrategy
{
    /// <summary>No limit for restarts.</summary>
    public const int Unlimited = -1;

    private protected SupervisorStrategy(int maxRestarts, TimeSpan? within, Func<Exception, Directive>? decider)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRestarts, Unlimited);
        if (within is { } window)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        (MaxRestarts, Within, Decider) = (maxRestarts, within, decider ?? DefaultDecider);
    }

    // Stands before the strategies, whose constructors read it.
    /// <summary>Failed initialisation, <see cref="Kill"/> and an unhandled <see cref="Terminated"/> stop the child; anything else restarts it.</summary>
    public static Func<Exception, Directive> DefaultDecider { get; } = static cause =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException ? Directive.Stop : Directive.Restart;

    /// <summary>One-for-one, at most ten restarts within a minute, then stop; decisions by <see cref="DefaultDecider"/>.</summary>
    public static SupervisorStrategy Default { get; } = new OneForOneStrategy(10, TimeSpan.FromMinutes(1));

    /// <summary>One-for-one, every failure stops the child.</summary>
    public static SupervisorStrategy Stopping { get; } = new OneForOneStrategy(decider: static _ => Directive.Stop);

    /// <summary>How many restarts: <see cref="Unlimited"/>, 0 for none, else so many per <see cref="Within"/> or, without it, per life.</summary>
    public int MaxRestarts { get; }

    /// <summary>The window <see cref="MaxRestarts"/> counts in. With a window and no number, one restart per window.</summary>
    public TimeSpan? Within { get; }

    internal Func<Exception, Directive> Decider { get; }

    /// <summary>Whether a failure of one child concerns its siblings too.</summary>
    internal abstract bool ConcernsSiblings { get; }
}
