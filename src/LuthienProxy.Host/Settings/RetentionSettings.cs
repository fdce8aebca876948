using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.journal.retention</c>: how long the record is kept.</summary>
sealed record RetentionSettings
{
    public int Days { get; init; }

    public Duration Interval { get; init; } = Duration.From(TimeSpan.FromHours(1));

    public int Batch { get; init; } = 200;

    public Duration Pause { get; init; } = Duration.From(TimeSpan.FromMilliseconds(100));

    public string ArchiveDirectory { get; init; } = "";

    public int ArchiveTransactions { get; init; } = 5_000;
}
