using Luthien.Actors;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Inspection;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Interventions;

/// <summary><c>/api/system/shutdown</c> and <c>/api/system/journal/flush</c>: the process's end, and a moment at which all that was recorded is durable.</summary>
sealed class ProcessInterventions(
    AdminRoutes admin, ActorSystem system, ChainInUse policies, JournalService journal, RecordingOptions recording, DrainTime drain, GatewaySettings settings,
    IHostApplicationLifetime lifetime, TimeProvider time)
{
    const string Drain = "drain_ms";
    const string Timeout = "timeout_ms";
    const int UsualTimeout = 3_000;
    const int LongestTimeout = 60_000;

    // Phases of the shutdown, and whoever supervises the process, go by the setting.
    readonly int _longestDrain = (int)settings.Server.DrainTimeout.ToTimeSpan().TotalMilliseconds;

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapPost(routes, "/api/system/shutdown", ShutDownAsync, new Operation("shutDown", "System", "Ends this process in good order, as SIGTERM does: running calls may finish, what is left of them is ended validly.")
            .Takes(OperationParameter.Number(Drain, "How long running calls may finish, in milliseconds; at most server.drain-timeout, which is what it is otherwise.", 0, int.MaxValue))
            .Changes().Answers(new OperationReply("202", "It is on record, and begins.", Content.Json(ApiJson.Readable.ShutdownView))).Fails(Problem.BadParameter("", ""), Problem.InvalidBody, Problem.BodyTooLarge));
        admin.MapPost(routes, "/api/system/journal/flush", FlushAsync, new Operation("flushJournal", "System", "Waits until all that waits for the journal of this node now is durable.")
            .Takes(OperationParameter.Number(Timeout, "How long to wait, in milliseconds.", 1, LongestTimeout, UsualTimeout))
            .Changes().Answers(ApiJson.Readable.FlushView).Fails(Problem.BadParameter("", ""), Problem.InvalidBody, Problem.BodyTooLarge, Problem.Unavailable));
    }

    async Task ShutDownAsync(HttpContext http)
    {
        var wanted = new Parameters(http.Request, Drain).Number(Drain, 0, _longestDrain) ?? _longestDrain;
        await PolicyDefinitions.NoBodyAsync(http);
        var open = ThisNode.Report(system, policies.State).OpenCalls;
        ChangeNote.Of(http).About(null, (Drain, wanted), ("open_calls", open));
        await ChangeNote.Of(http).RecordNowAsync();
        drain.Ask(TimeSpan.FromMilliseconds(wanted));
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        await Answers.WriteAsync(http, new ShutdownView(recording.Node, wanted, open), ApiJson.Readable.ShutdownView);
        // Whoever asked has the answer first.
        http.Response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
    }

    async Task FlushAsync(HttpContext http)
    {
        var limit = new Parameters(http.Request, Timeout).Number(Timeout, 1, LongestTimeout) ?? UsualTimeout;
        await PolicyDefinitions.NoBodyAsync(http);
        var began = time.GetTimestamp();
        var isComplete = await journal.SettleAsync(TimeSpan.FromMilliseconds(limit), http.RequestAborted);
        var health = journal.Health ?? throw new ProblemException(Problem.Unavailable);
        ChangeNote.Of(http).About(null, ("is_complete", isComplete));
        await Answers.WriteAsync(http, new FlushView(isComplete, time.GetElapsedTime(began).TotalMilliseconds, health.QueueDepth, health.SpoolRecords), ApiJson.Readable.FlushView);
    }
}
