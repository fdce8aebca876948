using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary>Checks what <c>luthien.journal</c> says of nodes and of the record's age.</summary>
static class RetentionCheck
{
    const int MostDays = 36_500;
    const int MostRows = 100_000;
    static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static IEnumerable<SettingProblem> Of(JournalSettings journal) => [.. Numbers(journal), .. Times(journal)];

    static IEnumerable<SettingProblem> Numbers(JournalSettings journal) =>
        from entry in new[]
        {
            ("recovery-batch", journal.RecoveryBatch, 1, MostRows), ("retention.days", journal.Retention.Days, 0, MostDays),
            ("retention.batch", journal.Retention.Batch, 1, MostRows), ("retention.archive-transactions", journal.Retention.ArchiveTransactions, 1, MostRows),
        }
        where entry.Item2 < entry.Item3 || entry.Item2 > entry.Item4
        select new SettingProblem($"journal.{entry.Item1}", $"must lie between {entry.Item3} and {entry.Item4}.");

    static IEnumerable<SettingProblem> Times(JournalSettings journal)
    {
        if (!IsTime(journal.HeartbeatInterval))
            yield return new("journal.heartbeat-interval", "must be longer than nothing and at most a day.");
        else if (journal.LapseAfter.IsInfinite || journal.LapseAfter.ToTimeSpan() < 2 * journal.HeartbeatInterval.ToTimeSpan())
            yield return new("journal.lapse-after", "must be at least twice journal.heartbeat-interval: one heartbeat may be late.");
        if (!IsTime(journal.Retention.Interval))
            yield return new("journal.retention.interval", "must be longer than nothing and at most a day.");
        if (journal.Retention.Pause.IsInfinite || journal.Retention.Pause.ToTimeSpan() > Longest)
            yield return new("journal.retention.pause", "must be at most a day.");
    }

    static bool IsTime(Duration duration) => !duration.IsInfinite && duration.ToTimeSpan() > TimeSpan.Zero && duration.ToTimeSpan() <= Longest;
}
