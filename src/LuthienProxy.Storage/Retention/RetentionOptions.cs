namespace LuthienProxy.Storage.Retention;

/// <summary>How long the journal keeps what it records. Defaults and their reasons stand in <c>hocon/luthien.conf</c> under <c>journal.retention</c>.</summary>
public sealed record RetentionOptions
{
    /// <summary>What is older goes; null: nothing does.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>How often it is looked after.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many rows, or transactions with their events, go in one commit.</summary>
    public int Batch { get; init; } = 200;

    /// <summary>The rest between two commits: the database's other users go first.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Where transactions are archived before they go; null: nowhere.</summary>
    public string? ArchiveDirectory { get; init; }

    /// <summary>How many transactions one archive holds at most.</summary>
    public int ArchiveTransactions { get; init; } = 5_000;
}
