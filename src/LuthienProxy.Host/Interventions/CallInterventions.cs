using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Inspection;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Policies;
using LuthienProxy.Pipeline;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Host.Interventions;

/// <summary><c>/api/system/calls/{id}/stop</c> and <c>/kill</c>: an administrator ends a running call.</summary>
sealed class CallInterventions(AdminRoutes admin, Gateway gateway, CallPlaces places, ILogger<CallInterventions> log)
{
    const string Grace = "grace_ms";
    const int UsualGrace = 5_000;
    const int LongestGrace = 60_000;

    /// <summary>How long a caller waits for the call's end: less than programs usually wait for an answer.</summary>
    static readonly TimeSpan Wait = TimeSpan.FromSeconds(3);

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapPost(routes, "/api/system/calls/{id}/stop", StopAsync, About("stopCall", "Ends a running call once what is under way in it has gone through.")
            .Takes(OperationParameter.Number(Grace, "How long that may take, in milliseconds; then the call is killed.", 0, LongestGrace, UsualGrace)));
        admin.MapPost(routes, "/api/system/calls/{id}/kill", KillAsync, About("killCall", "Ends a running call now."));
    }

    static Operation About(string id, string summary) => new Operation(id, "System", summary)
        .Takes(OperationParameter.Transaction("id", "The call.").InPath).Changes().Answers(ApiJson.Readable.EndedView)
        .Fails(CallPlaces.Problems).Fails(Problem.InvalidBody, Problem.BodyTooLarge);

    Task StopAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Grace);
        var grace = parameters.Number(Grace, 0, LongestGrace) ?? UsualGrace;
        return EndAsync(http, "stop", parameters.Transaction(), TimeSpan.FromMilliseconds(grace));
    }

    Task KillAsync(HttpContext http) => EndAsync(http, "kill", new Parameters(http.Request).Transaction(), grace: null);

    async Task EndAsync(HttpContext http, string action, TransactionId id, TimeSpan? grace)
    {
        ChangeNote.Of(http).About(id.ToString(), ("grace_ms", (long?)grace?.TotalMilliseconds));
        await PolicyDefinitions.NoBodyAsync(http);
        var by = Actor.Of(http.Request);
        if (await gateway.EndAsync(id, by, grace, Wait) is not { } hasEnded)
            throw new ProblemException(await places.WhyNotHereAsync(id, http.RequestAborted));
        InterventionLog.CallEnded(log, id, by, action);
        await Answers.WriteAsync(http, new EndedView(id.ToString(), action, hasEnded), ApiJson.Readable.EndedView);
    }
}
