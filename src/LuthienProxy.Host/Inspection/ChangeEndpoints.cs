using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Changes;

namespace LuthienProxy.Host.Inspection;

/// <summary><c>/api/system/changes</c>: what administrators changed, on all nodes that share the database.</summary>
sealed class ChangeEndpoints(AdminRoutes admin, IJournalQueries queries)
{
    const int LongestWord = 128;
    const int LongestName = 512;

    static readonly OperationParameter[] Filters =
    [
        OperationParameter.Text("action", "Changes of this operation, such as activatePolicy.", LongestWord),
        OperationParameter.Text("actor", "Changes by this actor, as it is on record.", LongestName),
        OperationParameter.Text("subject", "Changes of this: an instance, a call, an actor's path.", LongestName),
        OperationParameter.Text("node", "Changes that this node was asked for.", LongestWord),
        OperationParameter.Choice<ChangeOutcome>("outcome", "Changes that ended so."),
        OperationParameter.Time("from", "Changes begun at this time or later."),
        OperationParameter.Time("to", "Changes begun before this time."),
        .. Paging.Parameters,
    ];

    static readonly string[] Known = [.. Filters.Select(filter => filter.Name)];

    public void Map(IEndpointRouteBuilder routes) => admin.MapGet(
        routes, "/api/system/changes", ListAsync,
        new Operation("listChanges", "System", "What administrators changed, the newest first.").Takes(Filters).Answers(ApiJson.Readable.ChangePage).Fails(Answers.Failures));

    Task ListAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Known);
        var filter = new ChangeFilter
        {
            Action = parameters.Text("action", LongestWord),
            Actor = parameters.Text("actor", LongestName),
            Subject = parameters.Text("subject", LongestName),
            Node = parameters.Text("node", LongestWord),
            Outcome = parameters.Choice<ChangeOutcome>("outcome"),
            From = parameters.Time("from"),
            To = parameters.Time("to"),
        };
        return Answers.WriteAsync(http, queries.ListChangesAsync(filter, Paging.Of(parameters), http.RequestAborted), ApiJson.Readable.ChangePage);
    }
}
