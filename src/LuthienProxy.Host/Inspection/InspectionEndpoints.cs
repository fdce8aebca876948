using Luthien.Actors;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Host.Inspection;

/// <summary><c>/api/system/…</c>: how this node is, and those beside it. Nothing here waits for an actor.</summary>
sealed class InspectionEndpoints(
    AdminRoutes admin, ActorSystem system, JournalService journal, JournalOptions limits, RecordingOptions recording, GatewaySettings settings, SettingOrigins origins,
    TransactionRecorders? recorders = null)
{
    // Settings are read once, at start.
    readonly Lazy<SettingList> _settings = new(() => SettingList.Of(settings, origins));

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/api/system/actors", ActorsAsync, About("getActors", "The actors of this node, from their counters.").Answers(ApiJson.Readable.ActorTreeView));
        admin.MapGet(routes, "/api/system/journal", JournalAsync, About("getJournal", "How the journal of this node keeps up.").Answers(ApiJson.Readable.JournalView).Fails(Problem.Unavailable));
        admin.MapGet(routes, "/api/system/settings", SettingsAsync, About("getSettings", "Every setting with its value and where that comes from; no secrets.").Answers(ApiJson.Readable.SettingList));
    }

    static Operation About(string id, string summary) => new(id, "System", summary);

    Task ActorsAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return Answers.WriteAsync(http, ActorTreeView.Of(system, recording.Node), ApiJson.Readable.ActorTreeView);
    }

    Task JournalAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        // The journal starts before the server listens.
        var health = journal.Health ?? throw new ProblemException(Problem.Unavailable);
        return Answers.WriteAsync(http, JournalView.Of(health, recorders?.Health.Reason, limits, settings.Journal), ApiJson.Readable.JournalView);
    }

    Task SettingsAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return Answers.WriteAsync(http, _settings.Value, ApiJson.Readable.SettingList);
    }
}
