using System.Text.Json.Nodes;
using Luthien.Actors;
using LuthienProxy.Activity;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Policies;
using LuthienProxy.Pipeline.Judges;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Host.Health;

/// <summary><c>/health…</c>: what load balancers probe.</summary>
sealed class HealthEndpoints(ActorSystem system, JournalService journal, ChainInUse policies, UpstreamJudges judges, ActivityStream activity, TransactionRecorders? recorders = null)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/health", ["GET", "HEAD"], http => WriteAsync(http, StatusCodes.Status200OK, Body("healthy", []))).Described(HealthOperations.Health);
        routes.MapMethods("/health/live", ["GET", "HEAD"], http => WriteAsync(http, StatusCodes.Status200OK, Body("healthy", []))).Described(HealthOperations.Live);
        routes.MapMethods("/health/ready", ["GET", "HEAD"], ReadyAsync).Described(HealthOperations.Ready);
    }

    Task ReadyAsync(HttpContext http)
    {
        if (system.CoordinatedShutdown.Running)
            return WriteAsync(http, StatusCodes.Status503ServiceUnavailable, Body("draining", ["the gateway is stopping"]));
        var health = recorders is null ? null : journal.Health;
        var policy = policies.State;
        var judged = judges.Statuses;
        string[] reasons =
        [
            .. health?.Reasons ?? [],
            .. recorders?.Health.Reason is { } reason ? [reason] : Array.Empty<string>(),
            .. policy.Reasons.Select(reason => "policies: " + reason),
            .. activity.Redis is { IsUp: false, Reason: var away } ? ["activity of other nodes is not shown: " + away] : Array.Empty<string>(),
            .. judged.Where(judge => judge.IsMissed).Select(judge => $"policies cannot ask the judge '{judge.Upstream}': {judge.Reason}"),
        ];
        var state = health?.State is HealthState.Unhealthy || policy.Health is HealthState.Unhealthy ? HealthState.Unhealthy : reasons.Length > 0 ? HealthState.Degraded : HealthState.Healthy;
        var body = Body(Word(state), reasons);
        body["policy"] = Of(policy);
        if (health is not null)
            body["journal"] = Of(health, system.Time.GetUtcNow());
        if (activity.Redis is { } redis)
            body["redis"] = new JsonObject { ["status"] = redis.IsUp ? "up" : "down", ["since"] = redis.Since, ["attempts"] = redis.Attempts };
        if (judged.Any(judge => judge.State != JudgeState.Closed))
            body["judges"] = new JsonArray([.. judged.Where(judge => judge.State != JudgeState.Closed).Select(Of)]);
        return WriteAsync(http, state is HealthState.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK, body);
    }

    static JsonObject Of(PolicyState policy) => new()
    {
        ["status"] = Word(policy.Health),
        ["source"] = policy.Source,
        ["name"] = policy.Instance.Name,
        ["version"] = policy.Instance.Version,
        ["since"] = policy.Since,
    };

    static JsonObject Of(JournalHealth health, DateTimeOffset now) => new()
    {
        ["status"] = Word(health.State),
        ["since"] = health.Since,
        ["for_s"] = Math.Round((now - health.Since).TotalSeconds, 1),
        ["lag_ms"] = Math.Round(health.Lag.TotalMilliseconds, 1),
        ["queue_depth"] = health.QueueDepth,
        ["batch_p50"] = health.BatchP50,
        ["batch_p99"] = health.BatchP99,
        ["breaker"] = health.Breaker switch { BreakerState.Closed => "closed", BreakerState.HalfOpen => "half_open", _ => "open" },
        ["spool_bytes"] = health.SpoolBytes,
        ["spool_records"] = health.SpoolRecords,
        ["dropped_events"] = health.DroppedEvents,
        ["unanswered"] = health.Unanswered,
    };

    static JsonObject Of(JudgeStatus judge) => new()
    {
        ["upstream"] = judge.Upstream,
        ["breaker"] = judge.State switch { JudgeState.HalfOpen => "half_open", _ => "open" },
        ["since"] = judge.Since,
        ["reason"] = judge.Reason,
    };

    static string Word(HealthState state) => state switch
    {
        HealthState.Healthy => "healthy",
        HealthState.Degraded => "degraded",
        _ => "unhealthy",
    };

    static JsonObject Body(string state, IEnumerable<string> reasons) =>
        new() { ["status"] = state, ["reasons"] = new JsonArray([.. reasons.Select(reason => JsonValue.Create(reason))]) };

    static Task WriteAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }
}
