using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary>Checks what <c>luthien.journal</c> says of the writers, the breaker and the spool.</summary>
static class WriterCheck
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static IEnumerable<SettingProblem> Of(JournalSettings journal) => [.. Numbers(journal), .. Sizes(journal), .. Waits(journal)];

    static IEnumerable<SettingProblem> Numbers(JournalSettings journal) =>
        from entry in new[] { ("writers", journal.Writers, 64), ("queue", journal.Queue, 1_000_000), ("batch-count", journal.BatchCount, 10_000), ("breaker.failures", journal.Breaker.Failures, 1_000) }
        where entry.Item2 < 1 || entry.Item2 > entry.Item3
        select new SettingProblem($"journal.{entry.Item1}", $"must lie between 1 and {entry.Item3}.");

    static IEnumerable<SettingProblem> Sizes(JournalSettings journal) =>
        from entry in new[]
        {
            ("batch-bytes", journal.BatchBytes.Bytes, 1L << 10, 1L << 28), ("spool.max-bytes", journal.Spool.MaxBytes.Bytes, 1L << 20, 1L << 50),
            ("spool.file-bytes", journal.Spool.FileBytes.Bytes, 1L << 12, 1L << 30),
        }
        where entry.Item2 < entry.Item3 || entry.Item2 > entry.Item4
        select new SettingProblem($"journal.{entry.Item1}", $"must lie between {entry.Item3} and {entry.Item4} bytes.");

    static IEnumerable<SettingProblem> Waits(JournalSettings journal)
    {
        foreach (var (name, wait) in new[]
        {
            ("append-timeout", journal.AppendTimeout), ("flush-timeout", journal.FlushTimeout), ("restart-delay", journal.RestartDelay), ("max-restart-delay", journal.MaxRestartDelay),
            ("breaker.call-timeout", journal.Breaker.CallTimeout), ("breaker.slow-call", journal.Breaker.SlowCall), ("breaker.reset-timeout", journal.Breaker.ResetTimeout),
        })
            if (wait.IsInfinite || wait.ToTimeSpan() < Shortest || wait.ToTimeSpan() > Longest)
                yield return new($"journal.{name}", "must lie between 1ms and an hour.");
        if (IsAtLeast(journal.Breaker.CallTimeout, journal.AppendTimeout))
            yield return new("journal.append-timeout", "must be longer than journal.breaker.call-timeout: else nothing that the database does not take comes to the spool in time.");
    }

    static bool IsAtLeast(Duration one, Duration other) => !one.IsInfinite && !other.IsInfinite && one.ToTimeSpan() >= other.ToTimeSpan();
}
