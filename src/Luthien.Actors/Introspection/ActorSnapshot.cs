namespace Luthien.Actors;

/// <summary>What one actor looked like at a moment, read from outside without asking it: values may be of slightly different moments.</summary>
public sealed record ActorSnapshot
{
    /// <summary>Where it lives.</summary>
    public required ActorPath Path { get; init; }

    /// <summary>The class of the actor, as its <see cref="Props"/> named it.</summary>
    public required Type ActorType { get; init; }

    /// <summary>What it is about.</summary>
    public required ActorState State { get; init; }

    /// <summary>Time since it was spawned.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Children, including those still ending.</summary>
    public required int Children { get; init; }

    /// <summary>Messages in the mailbox, approximately.</summary>
    public required int MailboxDepth { get; init; }

    /// <summary>The most messages that it was seen with: those that one turn found, or that wait now.</summary>
    public required int MailboxPeak { get; init; }

    /// <summary>Messages put aside.</summary>
    public required int Stashed { get; init; }

    /// <summary>Messages taken from the mailbox so far.</summary>
    public required long Handled { get; init; }

    /// <summary>Messages a full mailbox dropped.</summary>
    public required long Dropped { get; init; }

    /// <summary>Ticks and notices that were stale when taken.</summary>
    public required long Discarded { get; init; }

    /// <summary>Restarts so far.</summary>
    public required int Restarts { get; init; }

    /// <summary>The last failure, if any.</summary>
    public required Exception? LastFailure { get; init; }

    /// <summary>How long its async handler has been waiting; null when it is not.</summary>
    public required TimeSpan? AwaitingFor { get; init; }

    /// <summary>How long its async handlers have been waiting in all, the one that waits now included.</summary>
    public required TimeSpan Awaited { get; init; }

    /// <summary>
    /// How long 99 of 100 messages took at most, within a quarter; null before the 16th. Of messages that are handled at once one in 16 is timed and counts for as many; of others the wait, each time.
    /// </summary>
    public required TimeSpan? HandlingP99 { get; init; }

    /// <summary>The type of the message being handled, if there is one.</summary>
    public required Type? CurrentMessage { get; init; }
}
