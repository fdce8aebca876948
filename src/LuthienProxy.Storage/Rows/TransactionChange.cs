namespace LuthienProxy.Storage.Rows;

/// <summary>
/// What a batch does to its row of <c>transactions</c>. What is null stays as it is. Applying a change twice is applying it once.
/// </summary>
sealed record TransactionChange
{
    /// <summary>The row's beginning; null when it was written by an earlier batch. Where there is a row already, its values win.</summary>
    public OpenedColumns? Opened { get; init; }

    /// <summary>What the list shows the call as: one line, at most 120 characters.</summary>
    public string? Title { get; init; }

    /// <summary>The upstream's name.</summary>
    public string? Upstream { get; init; }

    /// <summary>The upstream's HTTP status.</summary>
    public int? UpstreamStatus { get; init; }

    /// <summary>Whether a policy changed something in this batch; true sets the column, false leaves it.</summary>
    public bool IsIntervened { get; init; }

    /// <summary>The call's end; null while it runs.</summary>
    public EndedColumns? Ended { get; init; }

    /// <summary>The sequence number of the batch's last event. As sequences have no gaps, <c>event_count</c> becomes this where it is smaller.</summary>
    public required int LastSequence { get; init; }
}
