using System.Text.Json.Nodes;
using Luthien.Actors;

namespace LuthienProxy.Host.Health;

/// <summary><c>/</c> and <c>/health…</c>: what load balancers and agents probe.</summary>
sealed class HealthEndpoints(ActorSystem system)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        // Claude Code probes HEAD / before its first call; any status would do, this one also greets a person.
        routes.MapMethods("/", ["GET", "HEAD"], http => http.Response.WriteAsync("LuthienProxy\n", http.RequestAborted));
        routes.MapMethods("/health", ["GET", "HEAD"], http => WriteAsync(http, StatusCodes.Status200OK, "healthy"));
        routes.MapMethods("/health/live", ["GET", "HEAD"], http => WriteAsync(http, StatusCodes.Status200OK, "healthy"));
        routes.MapMethods("/health/ready", ["GET", "HEAD"], ReadyAsync);
    }

    Task ReadyAsync(HttpContext http) => system.CoordinatedShutdown.Running
        ? WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "draining", "the gateway is stopping")
        : WriteAsync(http, StatusCodes.Status200OK, "healthy");

    static Task WriteAsync(HttpContext http, int status, string state, params string[] reasons)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        var body = new JsonObject { ["status"] = state, ["reasons"] = new JsonArray([.. reasons.Select(reason => JsonValue.Create(reason))]) };
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }
}
