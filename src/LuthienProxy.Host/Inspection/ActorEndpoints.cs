using Luthien.Actors;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Pipeline;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Host.Inspection;

/// <summary><c>/api/system/actors</c>: the actors of this node, from their counters. Nothing here waits for an actor.</summary>
sealed class ActorEndpoints(AdminRoutes admin, ActorSystem system, Gateway gateway, RecordingOptions recording)
{
    static readonly string[] Known = [.. ActorTreeView.Parameters.Select(parameter => parameter.Name)];

    public void Map(IEndpointRouteBuilder routes) => admin.MapGet(routes, "/api/system/actors", TreeAsync, new Operation("getActors", "System", "The actors of this node, from their counters.")
        .Takes(ActorTreeView.Parameters).Answers(ApiJson.Readable.ActorTreeView).Fails(Problem.NotFound));

    Task TreeAsync(HttpContext http)
    {
        var asked = new Parameters(http.Request, Known);
        var (path, depth, limit) = (asked.Text("path", ActorTreeView.LongestPath), asked.Number("depth", 1, ActorTreeView.Deepest), asked.Number("limit", 1, ActorTreeView.Most));
        Func<string, LiveCallView?> callOf = asked.Flag("calls") == true ? CallOf : static _ => null;
        var tree = ActorTreeView.Of(system, recording.Node, callOf, path ?? "/", depth ?? ActorTreeView.Deepest, limit ?? ActorTreeView.Usual) ?? throw new ProblemException(Problem.NotFound);
        return Answers.WriteAsync(http, tree, ApiJson.Readable.ActorTreeView);
    }

    // The actor of a call has its name.
    LiveCallView? CallOf(string name) => TransactionId.TryParse(name, out var id) && gateway.Running(id) is { } call ? LiveCallView.Of(call) : null;
}
