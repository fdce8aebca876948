using LuthienProxy.Activity;
using LuthienProxy.Activity.Subscribers;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Activities;

/// <summary><c>GET /activity/stream</c>: what happens, as server-sent events.</summary>
sealed class ActivityEndpoint(AdminRoutes admin, ActivityStream activity)
{
    const int LongestModel = 256;
    const int LongestName = 256;
    const int LongestNode = 128;
    const int LongestId = 4096;

    const string LastEventId = "last_event_id";

    static readonly OperationParameter[] Filters =
    [
        OperationParameter.Transaction("transaction_id", "Events of this call."),
        OperationParameter.Session("session_id", "Events of this session's calls."),
        OperationParameter.Text("model", "Events of this model's calls.", LongestModel),
        OperationParameter.List("type", "Events of these types.", ActivityFilter.KnownTypes.Order(StringComparer.Ordinal)),
        OperationParameter.Text("policy", "Events of calls under this instance, and decisions of this policy.", LongestName),
        OperationParameter.Text("node", "Events of this node.", LongestNode),
        OperationParameter.Word("status", "Calls that ended so.", ActivityFilter.KnownStatuses.Order(StringComparer.Ordinal)),
        OperationParameter.Text(LastEventId, "The id after which to go on.", LongestId),
    ];

    static readonly string[] Known = [.. Filters.Select(filter => filter.Name)];

    static readonly Operation Described = new Operation("streamActivity", "Activity", "What happens, as server-sent events, until the caller leaves.")
        .Takes(Filters).Takes(OperationParameter.Text("Last-Event-ID", "The id after which to go on; wins over last_event_id.", LongestId).InHeader)
        .Answers(new OperationReply("200", "Events. The schema is that of the `data` of each event; its type stands in `event` too. Lines that begin with a colon are heartbeats.", ActivityEvents.Content))
        .Fails(Problem.BadParameter("", ""), Problem.TooManyStreams);

    public void Map(IEndpointRouteBuilder routes) => admin.MapGet(routes, "/activity/stream", StreamAsync, Described);

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
