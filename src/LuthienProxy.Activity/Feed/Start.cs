namespace LuthienProxy.Activity.Feed;

/// <summary>Where a subscriber begins. Immutable.</summary>
sealed record Start
{
    /// <summary>The first position that it reads.</summary>
    public required long Position { get; init; }

    /// <summary>What it has seen already and must not be sent again; null when nothing of what it reads can be among that.</summary>
    public Cursor? Seen { get; init; }

    /// <summary>What it has seen, or will never see, when it begins.</summary>
    public required Cursor Id { get; init; }

    /// <summary>How many events are missing between what it has seen and what is kept; -1 when nobody knows.</summary>
    public long Missed { get; init; }

    /// <summary>Why they are missing.</summary>
    public GapReason Reason { get; init; }
}
