using System.Collections.Immutable;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Health;

/// <summary>The journal at one moment. Immutable.</summary>
public sealed record JournalHealth
{
    /// <summary>The state of the whole.</summary>
    public required HealthState State { get; init; }

    /// <summary>Why it is not healthy, in words for people; empty when it is.</summary>
    public required ImmutableArray<string> Reasons { get; init; }

    /// <summary>Since when it is in this state, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How long the oldest batch that has no answer yet has been waiting.</summary>
    public required TimeSpan Lag { get; init; }

    /// <summary>Batches that have no answer yet.</summary>
    public required int QueueDepth { get; init; }

    /// <summary>The median of the batches in a commit, over the last commits.</summary>
    public required int BatchP50 { get; init; }

    /// <summary>The 99th percentile of the batches in a commit, over the last commits.</summary>
    public required int BatchP99 { get; init; }

    /// <summary>How long half of the last commits took at most.</summary>
    public required TimeSpan CommitP50 { get; init; }

    /// <summary>How long 99 of 100 of them took at most.</summary>
    public required TimeSpan CommitP99 { get; init; }

    /// <summary>Events that came to the record since the start.</summary>
    public required long WrittenEvents { get; init; }

    /// <summary>Whether the database is asked.</summary>
    public required BreakerState Breaker { get; init; }

    /// <summary>Bytes of the spool's files.</summary>
    public required long SpoolBytes { get; init; }

    /// <summary>Batches on the spool that are not in the database yet.</summary>
    public required long SpoolRecords { get; init; }

    /// <summary>Events that did not come to the record since the start, and will not.</summary>
    public required long DroppedEvents { get; init; }

    /// <summary>Batches since the start whose caller was told that they are lost because no answer came in time; they may be on record.</summary>
    public required long Unanswered { get; init; }
}
