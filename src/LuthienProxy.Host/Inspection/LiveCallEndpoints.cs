using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Pipeline;
using LuthienProxy.Pipeline.Live;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Inspection;

/// <summary><c>/api/system/calls</c>: what runs on this node now. Nothing here waits for a call.</summary>
sealed class LiveCallEndpoints(AdminRoutes admin, Gateway gateway, CallPlaces places, RecordingOptions recording)
{
    const int LongestPolicy = 64;
    const int OldestMs = 86_400_000;

    static readonly OperationParameter[] Filters =
    [
        OperationParameter.Choice<LiveState>("state", "Calls that are at this."),
        OperationParameter.Text("policy", "Calls that run under this instance.", LongestPolicy),
        OperationParameter.Flag("stream", "Calls whose answer is streamed, or none of these."),
        OperationParameter.Number("older_ms", "Calls that run at least so long, in milliseconds.", 0, OldestMs),
        Paging.Parameters[0],
        OperationParameter.Transaction(Paging.Cursor, "Where to go on: `next` of the page before."),
    ];

    static readonly string[] Known = [.. Filters.Select(filter => filter.Name)];

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/api/system/calls", ListAsync, new Operation("listRunningCalls", "System", "The calls that run on this node now, the newest first.")
            .Takes(Filters).Answers(ApiJson.Readable.LiveListView).Fails(Problem.BadParameter("", "")));
        admin.MapGet(routes, "/api/system/calls/{id}", ShowAsync, new Operation("getRunningCall", "System", "A call that runs on this node, stage by stage.")
            .Takes(OperationParameter.Transaction("id", "The call.").InPath).Answers(ApiJson.Readable.LiveDetailView).Fails(CallPlaces.Problems));
    }

    Task ListAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Known);
        var filter = new LiveFilter
        {
            State = parameters.Choice<LiveState>("state"),
            Policy = parameters.Text("policy", LongestPolicy),
            IsStream = parameters.Flag("stream"),
            Older = TimeSpan.FromMilliseconds(parameters.Number("older_ms", 0, OldestMs) ?? 0),
        };
        var page = gateway.Running(filter, parameters.Transaction(Paging.Cursor), Paging.LimitOf(parameters));
        var next = page.Matching > page.Calls.Count ? page.Calls[^1].Id.ToString() : null;
        return Answers.WriteAsync(http, new LiveListView(recording.Node, page.Running, page.Matching, [.. page.Calls.Select(LiveCallView.Of)], next), ApiJson.Readable.LiveListView);
    }

    async Task ShowAsync(HttpContext http)
    {
        var id = new Parameters(http.Request).Transaction();
        if (gateway.Running(id) is not { } call)
            throw new ProblemException(await places.WhyNotHereAsync(id, http.RequestAborted));
        await Answers.WriteAsync(http, LiveDetailView.Of(call, recording.Node), ApiJson.Readable.LiveDetailView);
    }
}
