using LuthienProxy.Activity;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Policies;
using LuthienProxy.Pipeline;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Inspection;

/// <summary><c>/api/system/stats</c>: what the calls of this node came to.</summary>
sealed class StatsEndpoints(AdminRoutes admin, Gateway gateway, JournalService journal, ActivityStream activity, RecordingOptions recording)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/api/system/stats", ReadAsync, new Operation("getStats", "System", "What the calls of this node came to: rates, times, errors.").Answers(ApiJson.Readable.StatsView));
        admin.MapPost(routes, "/api/system/stats/reset", ResetAsync, new Operation("resetStats", "System", "Begins these figures anew; metrics and the record go on.")
            .Changes().Answers(ApiJson.Readable.StatsView).Fails(Problem.InvalidBody, Problem.BodyTooLarge));
    }

    Task ReadAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return WriteAsync(http);
    }

    async Task ResetAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        ChangeNote.Of(http).About("stats");
        await PolicyDefinitions.NoBodyAsync(http);
        gateway.ResetStats();
        await WriteAsync(http);
    }

    Task WriteAsync(HttpContext http)
    {
        var pace = journal.Health is { } health ? new JournalPaceView(Word.Of(health.State), health.QueueDepth, Milliseconds.Of(health.Lag), health.DroppedEvents) : null;
        return Answers.WriteAsync(http, StatsView.Of(gateway.Stats, recording.Node, pace, activity.Subscribers), ApiJson.Readable.StatsView);
    }
}
