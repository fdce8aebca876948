using System.Text.Json;
using Luthien.Actors;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Interventions;

/// <summary><c>/api/system/actors/stop</c> and <c>/kill</c>: an administrator ends an actor, or lets its supervisor start it anew.</summary>
sealed class ActorInterventions(AdminRoutes admin, ActorSystem system, TimeProvider time)
{
    const int MostBody = 4 * 1024;
    const string Calls = "/user/gateway/transactions/";

    static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapPost(routes, "/api/system/actors/stop", http => DoAsync(http, "stop", Stop), About("stopActor", "Ends an actor after the message that it has before it.").Fails(Problem.ActorNeeded));
        admin.MapPost(routes, "/api/system/actors/kill", http => DoAsync(http, "kill", static actor => actor.Tell(new Fail(new KilledByAdministratorException()))),
            About("killActor", "Makes an actor fail when its turn comes; its supervisor decides what follows."));
    }

    static Operation About(string id, string summary) => new Operation(id, "System", summary)
        .Changes().Reads(ApiJson.Strict.ActorActionRequest).Answers(ApiJson.Readable.ActorActionView).Fails(Problem.NoSuchActor, Problem.Guardian);

    async Task DoAsync(HttpContext http, string action, Action<IActorRef> act)
    {
        _ = new Parameters(http.Request);
        var path = "/" + (await BodyAsync(http)).Path.Trim('/');
        ChangeNote.Of(http).About(path);
        // The roots of the tree, and what stands for it.
        if (path is "/" or "/user" or "/system")
            throw new ProblemException(Problem.Guardian);
        if (system.Find(path) is not { } actor || system.Inspect(path) is not { } before)
            throw new ProblemException(Problem.NoSuchActor);
        act(actor);
        var hasHappened = await HasHappenedAsync(before, http.RequestAborted);
        await Answers.WriteAsync(http, new ActorActionView(actor.Path.Text, action, hasHappened, system.Inspect(path) is not null), ApiJson.Readable.ActorActionView);
    }

    // Only a call can be done without: nothing would start any other of the gateway's actors again.
    void Stop(IActorRef actor)
    {
        var path = actor.Path.Text;
        if (path.StartsWith("/system/", StringComparison.Ordinal) || path == Calls.TrimEnd('/') || Calls.StartsWith(path + "/", StringComparison.Ordinal))
            throw new ProblemException(Problem.ActorNeeded);
        system.Stop(actor);
    }

    async Task<bool> HasHappenedAsync(ActorSnapshot before, CancellationToken cancellation)
    {
        using var pause = new PeriodicTimer(Look, time);
        for (var since = time.GetTimestamp(); time.GetElapsedTime(since) < Wait; await pause.WaitForNextTickAsync(cancellation))
            if (system.Inspect(before.Path.Text) is not { } now || now.Path != before.Path || now.Restarts > before.Restarts)
                return true;
        return false;
    }

    static async Task<ActorActionRequest> BodyAsync(HttpContext http)
    {
        var body = await BoundedBody.ReadAsync(http.Request, MostBody, http.RequestAborted) ?? throw new ProblemException(Problem.BodyTooLarge);
        try
        {
            return JsonSerializer.Deserialize(body.Span, ApiJson.Strict.ActorActionRequest) ?? throw new ProblemException(Problem.InvalidBody);
        }
        catch (JsonException cause)
        {
            throw new ProblemException(Problem.InvalidBody, cause);
        }
    }
}
