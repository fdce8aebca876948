using System.Text.Json;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Plugins;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>The paths below <c>/admin/policy</c> that only look.</summary>
sealed class PolicyReadings(AdminRoutes admin, ChainInUse inUse, PolicyConfigs configs, PolicyCatalog catalog, PolicyAssemblies assemblies)
{
    const int LongestName = 64;

    // Neither changes while the process lives.
    readonly PolicyListView _list = PolicyListView.Of(catalog, assemblies);
    readonly byte[] _schema = JsonSerializer.SerializeToUtf8Bytes(PolicyFileSchema.Of(catalog), PolicyJson.Strict.JsonObject);

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/admin/policy/list", ListAsync);
        admin.MapGet(routes, "/admin/policy/schema", SchemaAsync);
        admin.MapGet(routes, "/admin/policy/current", CurrentAsync);
        admin.MapGet(routes, "/admin/policy/instances", InstancesAsync);
        admin.MapGet(routes, "/admin/policy/instances/{name}/diff", DiffAsync);
        admin.MapGet(routes, "/admin/policy/history", HistoryAsync);
    }

    /// <summary>An instance with its versions.</summary>
    public async Task InstanceAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Paging.Limit, Paging.Cursor);
        var (name, limit, before) = (NameOf(http), Paging.LimitOf(parameters), parameters.Number(Paging.Cursor, 1, int.MaxValue));
        var versions = await PolicyAsking.AskAsync(() => configs.VersionsAsync(name, limit, before, http.RequestAborted));
        if (versions.Count == 0 && before is null)
            throw new ProblemException(Problem.NotFound);
        var page = new VersionPage(name, [.. versions.Select(PolicyView.Of)], versions.Count == limit ? $"{versions[^1].Version.Version}" : null);
        await Answers.WriteAsync(http, page, PolicyJson.Strict.VersionPage);
    }

    /// <summary>One version of an instance.</summary>
    public async Task VersionAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        var version = VersionOf(http);
        await Answers.WriteAsync(http, PolicyView.Of(await FindAsync(version, http)), PolicyJson.Strict.PolicyView);
    }

    /// <summary>The instance that the path names.</summary>
    /// <exception cref="ProblemException">None can have this name.</exception>
    public static string NameOf(HttpContext http) =>
        (string?)http.Request.RouteValues["name"] is { } name && PolicyDefinitions.IsName(name) ? name : throw new ProblemException(Problem.NotFound);

    /// <summary>The version that the path names.</summary>
    /// <exception cref="ProblemException">There can be none such.</exception>
    public static PolicyVersion VersionOf(HttpContext http) =>
        int.TryParse((string?)http.Request.RouteValues["version"], System.Globalization.NumberStyles.None, null, out var version)
            ? new(NameOf(http), version)
            : throw new ProblemException(Problem.NotFound);

    Task ListAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return Answers.WriteAsync(http, _list, PolicyJson.Strict.PolicyListView);
    }

    Task SchemaAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        http.Response.ContentType = "application/schema+json";
        return http.Response.Body.WriteAsync(_schema, http.RequestAborted).AsTask();
    }

    Task CurrentAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return Answers.WriteAsync(http, CurrentPolicy.Of(inUse.State), PolicyJson.Strict.CurrentPolicy);
    }

    async Task InstancesAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Paging.Limit, Paging.Cursor);
        var (limit, after) = (Paging.LimitOf(parameters), parameters.Text(Paging.Cursor, LongestName));
        var instances = await PolicyAsking.AskAsync(() => configs.InstancesAsync(limit, after, http.RequestAborted));
        await Answers.WriteAsync(http, new InstancePage(instances, instances.Count == limit ? instances[^1].Name : null), PolicyJson.Strict.InstancePage);
    }

    async Task DiffAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, "from", "to");
        var name = NameOf(http);
        var from = parameters.Number("from", 1, int.MaxValue) ?? throw Parameters.Bad("from", "given: the version before");
        var to = parameters.Number("to", 1, int.MaxValue) ?? throw Parameters.Bad("to", "given: the version after");
        var (before, after) = (await FindAsync(new(name, from), http), await FindAsync(new(name, to), http));
        await Answers.WriteAsync(http, PolicyDiff.Of(PolicyView.Of(before), PolicyView.Of(after)), PolicyJson.Strict.PolicyDiff);
    }

    async Task HistoryAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Paging.Limit, Paging.Cursor);
        var (limit, before) = (Paging.LimitOf(parameters), parameters.Number(Paging.Cursor, 1, int.MaxValue));
        var changes = await PolicyAsking.AskAsync(() => configs.HistoryAsync(limit, before, http.RequestAborted));
        await Answers.WriteAsync(http, new HistoryPage(changes, changes.Count == limit ? $"{changes[^1].Number}" : null), PolicyJson.Strict.HistoryPage);
    }

    async Task<PolicyConfig> FindAsync(PolicyVersion version, HttpContext http) =>
        await PolicyAsking.AskAsync(() => configs.FindAsync(version, http.RequestAborted)) ?? throw new ProblemException(Problem.NotFound);
}
