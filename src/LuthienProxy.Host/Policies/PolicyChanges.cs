using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Settings;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// The paths below <c>/admin/policy</c> that change something. What cannot be used is refused before anything is stored or switched, so the policies before stay;
/// what was changed is in use on this node when the answer comes.
/// </summary>
sealed class PolicyChanges(
    AdminRoutes admin, PolicyReadings readings, PolicyDefinitions definitions, PolicyConfigs configs, PolicySwitch policies, ChainInUse inUse, PolicySettings settings,
    PolicyNews news)
{
    const string Group = "Policies";

    static readonly Problem Refused = Problem.PolicyRefused.With();

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapPost(routes, "/admin/policy/validate", ValidateAsync, new Operation("validatePolicy", Group, "Says what is wrong with a definition, or what would be stored.")
            .Reads(PolicyJson.Strict.PolicyDefinition).Answers(PolicyJson.Strict.ValidatedView).Fails(Refused));
        admin.MapPost(routes, "/admin/policy/create", Changing(CreateAsync), About("createPolicy", "Stores the next version of an instance, not active.")
            .Reads(PolicyJson.Strict.PolicyDefinition).Answers(PolicyJson.Strict.PolicyView).Fails(Refused));
        admin.MapPost(routes, "/admin/policy/activate", Changing(ActivateAsync), About("activatePolicy", "Makes a version active; the newest when none is named.")
            .Reads(PolicyJson.Strict.PolicyChoice).Answers(PolicyJson.Strict.PolicyView).Fails(Refused, Problem.NotFound));
        admin.MapPost(routes, "/admin/policy/enable", Changing(EnableAsync), About("enablePolicy", "Stores the next version of an instance and makes it active: both, or neither.")
            .Reads(PolicyJson.Strict.PolicyDefinition).Answers(PolicyJson.Strict.PolicyView).Fails(Refused));
        admin.MapPost(routes, "/admin/policy/rollback", Changing(RollbackAsync), Bare("rollbackPolicy", "Makes active what was so before the last change of that.")
            .Answers(PolicyJson.Strict.PolicyView).Fails(Refused, Problem.NothingBefore));
        admin.MapPost(routes, "/admin/policy/deactivate", Changing(DeactivateAsync), Bare("deactivatePolicy", "Makes no version active.").Answers(PolicyJson.Strict.CurrentPolicy));
        admin.Map(routes, "/admin/policy/instances/{name}",
            (HttpMethods.Get, readings.InstanceAsync, PolicyReadings.AboutInstance),
            (HttpMethods.Delete, Changing(DeleteInstanceAsync), Deleting("deletePolicyInstance", "Deletes an instance of which no version is active.")));
        admin.Map(routes, "/admin/policy/instances/{name}/versions/{version}",
            (HttpMethods.Get, readings.VersionAsync, PolicyReadings.AboutVersion),
            (HttpMethods.Delete, Changing(DeleteVersionAsync), Deleting("deletePolicyVersion", "Deletes a version that is not active.").Takes(PolicyReadings.Version("version", "The version.").InPath)));
    }

    static Operation About(string id, string summary) =>
        new Operation(id, Group, summary).Changes().Fails(Problem.PoliciesFromFile, Problem.Unavailable);

    static Operation Bare(string id, string summary) => About(id, summary).Fails(Problem.InvalidBody, Problem.BodyTooLarge);

    static Operation Deleting(string id, string summary) =>
        About(id, summary).Takes(PolicyReadings.Name).Answers(PolicyJson.Strict.DeletedView).Fails(Problem.NotFound, Problem.PolicyActive);

    RequestDelegate Changing(RequestDelegate change) => http =>
    {
        _ = new Parameters(http.Request);
        return settings.Source == "file" ? throw new ProblemException(Problem.PoliciesFromFile) : change(http);
    };

    async Task ValidateAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        var wanted = await PolicyDefinitions.BodyAsync(http, PolicyJson.Strict.PolicyDefinition);
        var checkedOnes = definitions.Checked(wanted, isNamed: false);
        await Answers.WriteAsync(http, new ValidatedView([.. checkedOnes.Select(StoredPolicies.WithConfig)]), PolicyJson.Strict.ValidatedView);
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
        var choice = await PolicyDefinitions.BodyAsync(http, PolicyJson.Strict.PolicyChoice);
        ChangeNote.Of(http).About(choice.Name, ("version", choice.Version));
        var wanted = await PolicyAsking.AskAsync(() => FindAsync(choice, http.RequestAborted)) ?? throw new ProblemException(Problem.NotFound);
        definitions.Check(wanted);
        var active = await PolicyAsking.AskAsync(() => configs.ActivateAsync(wanted.Version, Actor.Of(http.Request), http.RequestAborted)) ?? throw new ProblemException(Problem.NotFound);
        await SwitchedAsync(http, "activated", active);
    }

    async Task RollbackAsync(HttpContext http)
    {
        await PolicyDefinitions.NoBodyAsync(http);
        var active = await PolicyAsking.AskAsync(() => configs.RollbackAsync(Actor.Of(http.Request), definitions.Check, http.RequestAborted));
        await SwitchedAsync(http, "rolled back to", active ?? throw new ProblemException(Problem.NothingBefore));
    }

    async Task DeactivateAsync(HttpContext http)
    {
        await PolicyDefinitions.NoBodyAsync(http);
        var by = Actor.Of(http.Request);
        var before = await PolicyAsking.AskAsync(() => configs.DeactivateAsync(by, http.RequestAborted));
        await policies.RefreshAsync(CancellationToken.None);
        if (before is not null)
        {
            ChangeNote.Of(http).About(before.Name, ("version", before.Version));
            news.Stored(by, "deactivated", before.Name, before.Version);
            news.Switched(by, "deactivated", null, null);
        }
        await Answers.WriteAsync(http, CurrentPolicy.Of(inUse.State), PolicyJson.Strict.CurrentPolicy);
    }

    Task DeleteInstanceAsync(HttpContext http)
    {
        var name = PolicyReadings.NameOf(http);
        return DeleteAsync(http, new DeletedView(name, null), by => configs.DeleteAsync(name, by, http.RequestAborted));
    }

    Task DeleteVersionAsync(HttpContext http)
    {
        var version = PolicyReadings.VersionOf(http);
        return DeleteAsync(http, new DeletedView(version.Name, version.Version), by => configs.DeleteAsync(version, by, http.RequestAborted));
    }

    async Task DeleteAsync(HttpContext http, DeletedView what, Func<string, Task<PolicyDeletion>> delete)
    {
        var by = Actor.Of(http.Request);
        ChangeNote.Of(http).About(what.Name, ("version", what.Version));
        switch (await PolicyAsking.AskAsync(() => delete(by)))
        {
            case PolicyDeletion.NotFound:
                throw new ProblemException(Problem.NotFound);
            case PolicyDeletion.IsActive:
                throw new ProblemException(Problem.PolicyActive);
        }
        news.Stored(by, "deleted", what.Name, what.Version ?? 0);
        await Answers.WriteAsync(http, what, PolicyJson.Strict.DeletedView);
    }

    async Task<PolicyConfig?> FindAsync(PolicyChoice choice, CancellationToken cancellation) => choice.Version is { } version
        ? await configs.FindAsync(new PolicyVersion(choice.Name, version), cancellation)
        : (await configs.VersionsAsync(choice.Name, 1, null, cancellation)).SingleOrDefault();

    async Task<NewPolicyConfig> WantedAsync(HttpContext http)
    {
        var wanted = await PolicyDefinitions.BodyAsync(http, PolicyJson.Strict.PolicyDefinition);
        ChangeNote.Of(http).About(wanted.Name);
        var (type, configuration) = StoredPolicies.Of(definitions.Checked(wanted, isNamed: true));
        if (System.Text.Encoding.UTF8.GetByteCount(configuration.GetRawText()) > PolicyConfigs.MaxConfigurationBytes)
            throw new ProblemException(Problem.BodyTooLarge);
        return new NewPolicyConfig { Name = wanted.Name!, Class = type, Configuration = configuration, Description = wanted.Description, By = Actor.Of(http.Request) };
    }

    async Task SwitchedAsync(HttpContext http, string change, PolicyConfig active)
    {
        // It is committed: also when the caller leaves now, this node must follow.
        await policies.RefreshAsync(CancellationToken.None);
        news.Switched(Actor.Of(http.Request), change, active.Version.Name, active.Version.Version);
        await DoneAsync(http, change, active);
    }

    Task DoneAsync(HttpContext http, string change, PolicyConfig stored)
    {
        ChangeNote.Of(http).About(stored.Version.Name, ("version", stored.Version.Version));
        news.Stored(Actor.Of(http.Request), change, stored.Version.Name, stored.Version.Version);
        return Answers.WriteAsync(http, PolicyView.Of(stored), PolicyJson.Strict.PolicyView);
    }
}
