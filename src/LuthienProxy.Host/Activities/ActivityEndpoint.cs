using LuthienProxy.Activity;
using LuthienProxy.Activity.Subscribers;
using LuthienProxy.Host.AdminApi;

namespace LuthienProxy.Host.Activities;

/// <summary><c>GET /activity/stream</c>: what happens, as server-sent events.</summary>
sealed class ActivityEndpoint(AdminRoutes admin, ActivityStream activity)
{
    const int LongestModel = 256;
    const int LongestName = 256;
    const int LongestNode = 128;
    const int LongestId = 4096;

    static readonly string[] Known = ["transaction_id", "session_id", "model", "type", "policy", "node", "status", LastEventId];

    const string LastEventId = "last_event_id";

    public void Map(IEndpointRouteBuilder routes) => admin.MapGet(routes, "/activity/stream", StreamAsync);

    async Task StreamAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Known);
        var admission = await activity.SubscribeAsync(new()
        {
            Identity = IdentityOf(http),
            Filter = FilterOf(parameters),
            // A browser that connects again says itself what it has; its address still says where it once began.
            LastEventId = http.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } id] ? id : parameters.Text(LastEventId, LongestId),
        });
        if (admission is not Admission.Admitted { Subscription: var subscription })
        {
            var refused = (Admission.Refused)admission;
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(refused.RetryAfter.TotalSeconds)}";
            throw new ProblemException(Problem.TooManyStreams);
        }
        await using (subscription)
            await WriteAsync(http, subscription);
    }

    static async Task WriteAsync(HttpContext http, Subscription subscription)
    {
        http.Response.ContentType = "text/event-stream";
        // A proxy that collects an answer before it passes it on would hold every event back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await http.Response.StartAsync(http.RequestAborted);
        if (await subscription.WriteToAsync(http.Response.BodyWriter, http.RequestAborted) == StreamEnd.Stalled)
            http.Abort();
    }

    static ActivityFilter FilterOf(Parameters parameters) => new()
    {
        TransactionId = parameters.Transaction("transaction_id")?.ToString(),
        SessionId = parameters.Session("session_id"),
        Model = parameters.Text("model", LongestModel),
        Types = parameters.Choices("type", ActivityFilter.KnownTypes),
        Policy = parameters.Text("policy", LongestName),
        Node = parameters.Text("node", LongestNode),
        Status = parameters.Choices("status", ActivityFilter.KnownStatuses, most: 1)?.Single(),
    };

    // Those who share a key are told apart by where they come from: a page that goes astray must not shut the others out.
    static string IdentityOf(HttpContext http) => $"admin@{http.Connection.RemoteIpAddress}";
}
