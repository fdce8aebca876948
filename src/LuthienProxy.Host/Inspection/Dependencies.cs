using LuthienProxy.Activity;
using LuthienProxy.Host.Activities;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Judges;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Nodes;

namespace LuthienProxy.Host.Inspection;

/// <summary>
/// What the gateway needs from others, as it has found them: the database by commits and heartbeats, Redis by its connection, upstreams by the questions of judges,
/// and the disk, which is looked at. Thread-safe.
/// </summary>
sealed class Dependencies(IDatabase database, JournalService journal, NodeSelf node, ActivityStream activity, UpstreamJudges judges, GatewaySettings settings, Disk disk)
{
    public async Task<IReadOnlyList<DependencyView>> ListAsync()
    {
        var health = journal.Health;
        var fault = health is { State: HealthState.Unhealthy, Reasons: [var first, ..] } ? first : null;
        return [OfDatabase(health), .. OfRedis(), .. judges.Statuses.Where(judge => settings.Upstreams.ContainsKey(judge.Upstream)).Select(Of), await disk.LookAsync(health?.SpoolBytes ?? 0, fault)];
    }

    DependencyView OfDatabase(JournalHealth? health)
    {
        var heartbeat = node.Heartbeat;
        var found = health is null ? DependencyState.Up : ActivityService.StateOf(health);
        var (state, since, detail) = (found, heartbeat) switch
        {
            (not DependencyState.Down, { IsTaken: false }) => (DependencyState.Down, heartbeat.Since, heartbeat.Reason),
            (DependencyState.Up, { } taken) => (found, Later(taken.Since, health?.Since), null),
            _ => (found, health?.Since ?? node.StartedAt, health is { Reasons: [var reason, ..] } ? reason : null),
        };
        return new("database", Word.Of(database.Engine), Word.Of(state), since, heartbeat is { IsTaken: true } ? DependencyView.Milliseconds(heartbeat.Took) : null, detail);
    }

    IEnumerable<DependencyView> OfRedis()
    {
        if (activity.Redis is { } redis)
            yield return new("redis", "redis", Word.Of(redis.IsUp ? DependencyState.Up : DependencyState.Down), redis.Since, null, redis.Reason);
    }

    static DependencyView Of(JudgeStatus judge) => new(judge.Upstream, "upstream", Word.Of(StateOf(judge.State)), judge.Since, null, judge.State is JudgeState.Closed ? null : judge.Reason);

    static DependencyState StateOf(JudgeState judge) => judge switch
    {
        JudgeState.Closed => DependencyState.Up,
        JudgeState.HalfOpen => DependencyState.Degraded,
        _ => DependencyState.Down,
    };

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
