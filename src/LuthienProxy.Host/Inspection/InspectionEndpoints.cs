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
    AdminRoutes admin, JournalService journal, JournalOptions limits, GatewaySettings settings, SettingOrigins origins,
    NodeSightings nodes, Dependencies dependencies, TransactionRecorders? recorders = null)
{
    // Settings are read once, at start.
    readonly Lazy<SettingList> _settings = new(() => SettingList.Of(settings, origins));

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/api/system/nodes", NodesAsync, About("getNodes", "The nodes that share the database; this one alone while it cannot be asked.").Answers(ApiJson.Readable.NodeListView));
        admin.MapGet(routes, "/api/system/journal", JournalAsync, About("getJournal", "How the journal of this node keeps up.").Answers(ApiJson.Readable.JournalView).Fails(Problem.Unavailable));
        admin.MapGet(routes, "/api/system/dependencies", DependenciesAsync, About("getDependencies", "What the gateway needs from others, as this node has found them.").Answers(ApiJson.Readable.DependencyListView));
        admin.MapGet(routes, "/api/system/settings", SettingsAsync, About("getSettings", "Every setting with its value and where that comes from; no secrets.").Answers(ApiJson.Readable.SettingList));
    }

    static Operation About(string id, string summary) => new(id, "System", summary);

    async Task NodesAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        await Answers.WriteAsync(http, await nodes.ListAsync(http.RequestAborted), ApiJson.Readable.NodeListView);
    }

    Task JournalAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        // The journal starts before the server listens.
        var health = journal.Health ?? throw new ProblemException(Problem.Unavailable);
        return Answers.WriteAsync(http, JournalView.Of(health, recorders?.Health.Reason, limits, settings.Journal), ApiJson.Readable.JournalView);
    }

    async Task DependenciesAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        await Answers.WriteAsync(http, new DependencyListView(await dependencies.ListAsync()), ApiJson.Readable.DependencyListView);
    }

    Task SettingsAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return Answers.WriteAsync(http, _settings.Value, ApiJson.Readable.SettingList);
    }
}
