using System.Text.Json;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Plugins;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>The paths below <c>/admin/policy</c> that only look.</summary>
sealed class PolicyReadings(AdminRoutes admin, ChainInUse inUse, PolicyConfigs configs, PolicyCatalog catalog, PolicyAssemblies assemblies)
{
    const int LongestName = 64;

    /// <summary>An instance's name in a path.</summary>
    public static readonly OperationParameter Name = OperationParameter.Pattern("name", "The instance.", PolicyDefinitions.NamePattern + "$").InPath;

    static readonly Problem BadParameter = Problem.BadParameter("", "");
    static readonly OperationReply SchemaFile = new("200", "The schema, the policies of plugins included.", Content.Foreign("application/schema+json", "A JSON Schema."));

    // Neither changes while the process lives.
    readonly PolicyListView _list = PolicyListView.Of(catalog, assemblies);
    readonly byte[] _schema = JsonSerializer.SerializeToUtf8Bytes(PolicyFileSchema.Of(catalog), PolicyJson.Strict.JsonObject);

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/admin/policy/list", ListAsync, About("listPolicyTypes", "Every type of policy that can be configured, by category.").Answers(PolicyJson.Strict.PolicyListView));
        admin.MapGet(routes, "/admin/policy/schema", SchemaAsync, About("getPolicyFileSchema", "The JSON Schema of a policy file.").Answers(SchemaFile));
        admin.MapGet(routes, "/admin/policy/current", CurrentAsync, About("getCurrentPolicy", "What this node runs.").Answers(PolicyJson.Strict.CurrentPolicy));
        admin.MapGet(routes, "/admin/policy/instances", InstancesAsync, Listing("listPolicyInstances", "Instances by name.").Answers(PolicyJson.Strict.InstancePage));
        admin.MapGet(routes, "/admin/policy/instances/{name}/diff", DiffAsync, About("comparePolicyVersions", "Compares two versions of an instance.")
            .Takes(Name, Version("from", "The version before."), Version("to", "The version after."))
            .Answers(PolicyJson.Strict.PolicyDiff).Fails(BadParameter, Problem.NotFound, Problem.Unavailable));
        admin.MapGet(routes, "/admin/policy/history", HistoryAsync, Listing("listPolicyChanges", "What was done, the newest first.").Answers(PolicyJson.Strict.HistoryPage));
    }

    /// <summary>How a path that reads an instance is told.</summary>
    public static Operation AboutInstance { get; } =
        Listing("getPolicyInstance", "An instance's versions, the newest first.").Takes(Name).Answers(PolicyJson.Strict.VersionPage).Fails(Problem.NotFound);

    /// <summary>How a path that reads a version is told.</summary>
    public static Operation AboutVersion { get; } = About("getPolicyVersion", "One version of an instance.")
        .Takes(Name, Version("version", "The version.").InPath).Answers(PolicyJson.Strict.PolicyView).Fails(Problem.NotFound, Problem.Unavailable);

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

    /// <summary>A version's number.</summary>
    public static OperationParameter Version(string name, string description) => OperationParameter.Number(name, description, 1, int.MaxValue).Required;

    static Operation About(string id, string summary) => new(id, "Policies", summary);

    static Operation Listing(string id, string summary) => About(id, summary).Takes(Paging.Parameters).Fails(BadParameter, Problem.Unavailable);

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
