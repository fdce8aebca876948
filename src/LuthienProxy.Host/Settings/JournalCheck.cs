using LuthienProxy.Host.Composition;

namespace LuthienProxy.Host.Settings;

/// <summary>Checks <c>luthien.journal</c>.</summary>
static class JournalCheck
{
    const int LongestNode = 128;
    const int MostDegrade = 10_000;
    static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    public static IEnumerable<SettingProblem> Of(JournalSettings journal) => [.. Words(journal), .. Sizes(journal), .. Numbers(journal), .. RetentionCheck.Of(journal)];

    static IEnumerable<SettingProblem> Words(JournalSettings journal)
    {
        if (!RecordingSetup.Modes.ContainsKey(journal.Mode))
            yield return new("journal.mode", $"must be one of {string.Join(", ", RecordingSetup.Modes.Keys.Order(StringComparer.Ordinal))}.");
        if (!RecordingSetup.Contents.ContainsKey(journal.Content))
            yield return new("journal.content", $"must be one of {string.Join(", ", RecordingSetup.Contents.Keys.Order(StringComparer.Ordinal))}.");
        if (journal.Node.Length > LongestNode || journal.Node.Any(char.IsControl))
            yield return new("journal.node", $"must have at most {LongestNode} characters.");
    }

    static IEnumerable<SettingProblem> Sizes(JournalSettings journal) =>
        from entry in new[]
        {
            ("segment-bytes", journal.SegmentBytes.Bytes, 1L << 10, 1L << 20), ("max-unacked", journal.MaxUnacked.Bytes, 1L << 10, 1L << 30),
            ("max-backlog", journal.MaxBacklog.Bytes, 1L << 20, 1L << 40),
            ("max-event-bytes", journal.MaxEventBytes.Bytes, 1L << 10, 1L << 30), ("max-transaction-bytes", journal.MaxTransactionBytes.Bytes, 1L << 10, 1L << 40),
        }
        where entry.Item2 < entry.Item3 || entry.Item2 > entry.Item4
        select new SettingProblem($"journal.{entry.Item1}", $"must lie between {entry.Item3} and {entry.Item4} bytes.");

    static IEnumerable<SettingProblem> Numbers(JournalSettings journal)
    {
        if (journal.SegmentDelay.IsInfinite || journal.SegmentDelay.ToTimeSpan() <= TimeSpan.Zero || journal.SegmentDelay.ToTimeSpan() > LongestDelay)
            yield return new("journal.segment-delay", "must be longer than nothing and at most a minute.");
        if (journal.DegradeAfter is < 1 or > MostDegrade)
            yield return new("journal.degrade-after", $"must lie between 1 and {MostDegrade}.");
        if (journal.DegradeWindow.IsInfinite || journal.DegradeWindow.ToTimeSpan() <= TimeSpan.Zero || journal.DegradeWindow.ToTimeSpan() > LongestWindow)
            yield return new("journal.degrade-window", "must be longer than nothing and at most a day.");
    }
}
