using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Logging;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// The paths below <c>/admin/policy</c> that change something. What cannot be used is refused before anything is stored or switched, so the policies before stay;
/// what was changed is in use on this node when the answer comes.
/// </summary>
sealed class PolicyChanges(AdminRoutes admin, PolicyDefinitions definitions, PolicyConfigs configs, PolicySwitch policies, ILogger<PolicyChanges> log)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapPost(routes, "/admin/policy/create", CreateAsync);
        admin.MapPost(routes, "/admin/policy/activate", ActivateAsync);
        admin.MapPost(routes, "/admin/policy/enable", EnableAsync);
    }

    async Task CreateAsync(HttpContext http)
    {
        var wanted = await WantedAsync(http);
        var made = await PolicyAsking.AskAsync(() => configs.CreateAsync(wanted, http.RequestAborted));
        await DoneAsync(http, "created", made);
    }

    async Task EnableAsync(HttpContext http)
    {
        var wanted = await WantedAsync(http);
        var made = await PolicyAsking.AskAsync(() => configs.EnableAsync(wanted, http.RequestAborted));
        await SwitchedAsync(http, "created and activated", made);
    }

    async Task ActivateAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        var choice = await PolicyDefinitions.BodyAsync(http, PolicyJson.Strict.PolicyChoice);
        var wanted = await PolicyAsking.AskAsync(() => FindAsync(choice, http.RequestAborted)) ?? throw new ProblemException(Problem.NotFound);
        definitions.Check(wanted);
        var active = await PolicyAsking.AskAsync(() => configs.ActivateAsync(wanted.Version, Actor.Of(http.Request), http.RequestAborted)) ?? throw new ProblemException(Problem.NotFound);
        await SwitchedAsync(http, "activated", active);
    }

    async Task<PolicyConfig?> FindAsync(PolicyChoice choice, CancellationToken cancellation) => choice.Version is { } version
        ? await configs.FindAsync(new PolicyVersion(choice.Name, version), cancellation)
        : (await configs.VersionsAsync(choice.Name, 1, null, cancellation)).SingleOrDefault();

    async Task<NewPolicyConfig> WantedAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        var wanted = await PolicyDefinitions.BodyAsync(http, PolicyJson.Strict.PolicyDefinition);
        var (type, configuration) = StoredPolicies.Of(definitions.Checked(wanted, isNamed: true));
        if (configuration.GetRawText().Length > PolicyConfigs.MaxConfigurationBytes)
            throw new ProblemException(Problem.BodyTooLarge);
        return new NewPolicyConfig { Name = wanted.Name!, Class = type, Configuration = configuration, Description = wanted.Description, By = Actor.Of(http.Request) };
    }

    async Task SwitchedAsync(HttpContext http, string change, PolicyConfig active)
    {
        // It is committed: also when the caller leaves now, this node must follow.
        await policies.RefreshAsync(CancellationToken.None);
        await DoneAsync(http, change, active);
    }

    Task DoneAsync(HttpContext http, string change, PolicyConfig stored)
    {
        PolicyHostLog.Changed(log, Actor.Of(http.Request), change, stored.Version.Name, stored.Version.Version);
        return Answers.WriteAsync(http, PolicyView.Of(stored), PolicyJson.Strict.PolicyView);
    }
}
