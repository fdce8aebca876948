using Luthien.Hocon;
using LuthienProxy.Activity.Redis;

namespace LuthienProxy.Host.Settings;

/// <summary>Checks <c>luthien.activity</c>.</summary>
static class ActivityCheck
{
    const int LongestChannel = 200;
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static IEnumerable<SettingProblem> Of(ActivitySettings activity) =>
        [.. Redis(activity), .. Numbers(activity), .. Waits(activity), .. Bytes(activity)];

    static IEnumerable<SettingProblem> Redis(ActivitySettings activity)
    {
        if (activity.RedisUrl.Length > 0 && !RedisTarget.TryParse(activity.RedisUrl, out _, out var problem))
            yield return new("activity.redis-url", $"(REDIS_URL) {problem}");
        if (activity.Redis.Channel.Length is < 1 or > LongestChannel || activity.Redis.Channel.Any(c => char.IsControl(c) || c is '{' or '}' or '*' or '?' or '['))
            yield return new("activity.redis.channel", $"must have 1 to {LongestChannel} characters, none of them a control character or one of {{ }} * ? [.");
        if (activity.Redis.MaxBackoff.ToTimeSpan() < activity.Redis.MinBackoff.ToTimeSpan())
            yield return new("activity.redis.max-backoff", "must not be shorter than activity.redis.min-backoff.");
    }

    static IEnumerable<SettingProblem> Numbers(ActivitySettings activity) =>
        from entry in new[]
        {
            ("ring", activity.Ring, 1, 1 << 22), ("mailbox", activity.Mailbox, 1, 1 << 22), ("progress-events", activity.ProgressEvents, 0, 100_000),
            ("max-connections", activity.MaxConnections, 1, 100_000), ("max-connections-per-identity", activity.MaxConnectionsPerIdentity, 1, 100_000),
            ("max-connects-per-minute", activity.MaxConnectsPerMinute, 1, 1_000_000), ("redis.queue", activity.Redis.Queue, 1, 1 << 22), ("redis.max-attempts", activity.Redis.MaxAttempts, 0, 1_000_000),
        }
        where entry.Item2 < entry.Item3 || entry.Item2 > entry.Item4
        select new SettingProblem($"activity.{entry.Item1}", $"must lie between {entry.Item3} and {entry.Item4}.");

    static IEnumerable<SettingProblem> Waits(ActivitySettings activity) =>
        from entry in new (string Name, Duration Value, double LeastSeconds)[]
        {
            ("flush-interval", activity.FlushInterval, 0), ("progress-interval", activity.ProgressInterval, 1), ("linger", activity.Linger, 0), ("heartbeat", activity.Heartbeat, 0),
            ("retry", activity.Retry, 0), ("stall-timeout", activity.StallTimeout, 1), ("redis.connect-timeout", activity.Redis.ConnectTimeout, 0.1),
            ("redis.send-timeout", activity.Redis.SendTimeout, 0.1), ("redis.beat", activity.Redis.Beat, 0.1), ("redis.min-backoff", activity.Redis.MinBackoff, 0.01),
            ("redis.max-backoff", activity.Redis.MaxBackoff, 0.01), ("redis.healthy-after", activity.Redis.HealthyAfter, 0), ("redis.lease", activity.Redis.Lease, 30),
        }
        where entry.Value.IsInfinite || entry.Value.ToTimeSpan() < TimeSpan.FromSeconds(entry.LeastSeconds) || entry.Value.ToTimeSpan() > LongestWait
        select new SettingProblem($"activity.{entry.Name}", $"must lie between {entry.LeastSeconds * 1000}ms and a day.");

    static IEnumerable<SettingProblem> Bytes(ActivitySettings activity)
    {
        if (activity.RingBytes.Bytes is < 1 << 16 or > 1L << 32)
            yield return new("activity.ring-bytes", "must lie between 64KiB and 4GiB.");
    }
}
