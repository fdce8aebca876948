using LuthienProxy.Host.Settings;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Host.Inspection;

/// <summary>How the journal of this node keeps up; figures since its start.</summary>
/// <param name="Status">The state of the whole: <c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Since">Since when it is in this state.</param>
/// <param name="LagMs">How long the oldest batch that has no answer yet has been waiting.</param>
/// <param name="QueueDepth">Batches that have no answer yet.</param>
/// <param name="QueueLimit">Batches that may wait for the writers before whoever hands over another waits.</param>
/// <param name="BatchP50">The median of the batches in a commit, over the last commits.</param>
/// <param name="BatchP99">The 99th percentile of the same.</param>
/// <param name="CommitP50Ms">How long half of the last commits took at most.</param>
/// <param name="CommitP99Ms">How long 99 of 100 of them took at most.</param>
/// <param name="WrittenEvents">Events that came to the record.</param>
/// <param name="Breaker">Whether the database is asked: <c>closed</c>, <c>half_open</c> or <c>open</c>.</param>
/// <param name="SpoolBytes">Bytes of the spool's files.</param>
/// <param name="SpoolLimit">The most that they may have.</param>
/// <param name="SpoolRecords">Batches on the spool that are not in the database yet.</param>
/// <param name="DroppedEvents">Events that did not come to the record, and will not.</param>
/// <param name="Unanswered">Batches that got no answer in time; they may be on record.</param>
/// <param name="Mode">How delivery and record stand to each other: <c>async</c>, <c>before-delivery</c>, or <c>off</c> where nothing is recorded.</param>
/// <param name="Reasons">Why it is not healthy, in words for people.</param>
sealed record JournalView(
    string Status, DateTimeOffset Since, double LagMs, int QueueDepth, int QueueLimit, int BatchP50, int BatchP99, double CommitP50Ms, double CommitP99Ms, long WrittenEvents, string Breaker, long SpoolBytes, long SpoolLimit, long SpoolRecords,
    long DroppedEvents, long Unanswered, string Mode, IReadOnlyList<string> Reasons)
{
    /// <param name="health">What the journal says of itself.</param>
    /// <param name="further">What else keeps it from being healthy: bodies that are left out for a while.</param>
    /// <param name="options">Its limits.</param>
    /// <param name="settings">Its mode.</param>
    public static JournalView Of(JournalHealth health, string? further, JournalOptions options, JournalSettings settings)
    {
        string[] reasons = [.. health.Reasons, .. further is null ? Array.Empty<string>() : [further]];
        var state = health.State is HealthState.Healthy && reasons.Length > 0 ? HealthState.Degraded : health.State;
        return new(
            Word.Of(state), health.Since, Math.Round(health.Lag.TotalMilliseconds, 1), health.QueueDepth, options.Writers * options.Queue, health.BatchP50, health.BatchP99,
            Milliseconds.Of(health.CommitP50), Milliseconds.Of(health.CommitP99), health.WrittenEvents,
            Word.Of(health.Breaker), health.SpoolBytes, options.Spool.MaxBytes, health.SpoolRecords, health.DroppedEvents, health.Unanswered,
            settings.Enabled.IsOn ? settings.Mode : "off", reasons);
    }
}
