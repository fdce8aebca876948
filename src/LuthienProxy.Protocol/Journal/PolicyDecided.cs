namespace LuthienProxy.Protocol.Journal;

/// <summary>A policy decided about a request, a block of the answer, or the whole.</summary>
public sealed record PolicyDecided : JournalEvent
{
    /// <summary>The policy's instance name.</summary>
    public required string Policy { get; init; }

    /// <summary>The version of the configuration it ran with.</summary>
    public int Version { get; init; }

    /// <summary>Its place in the chain, from 0.</summary>
    public int Stage { get; init; }

    /// <summary>Whether it only looked on: its decision had no effect.</summary>
    public bool IsShadow { get; init; }

    /// <summary>What it decided.</summary>
    public required PolicyVerdict Verdict { get; init; }

    /// <summary>Why, in words for people.</summary>
    public string? Reason { get; init; }

    /// <summary>The index of the block it is about in the answer; null for the request or the whole answer.</summary>
    public int? Block { get; init; }

    /// <summary>How sure it was, 0 to 1, where it says so.</summary>
    public double? Probability { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>What it saw; null where the original on record shows it.</summary>
    public Payload? Seen { get; init; }
}
