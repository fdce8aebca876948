using Luthien.Streams;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Replays;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.Trials;
using LuthienProxy.Pipeline.Replays;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Composition;

/// <summary>The policies, put together: where they come from, what puts them into use, and the paths that change them.</summary>
static class PolicySetup
{
    public static void Add(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(Limits(settings.Policy.Limits));
        services.AddSingleton(settings.Policy);
        services.AddSingleton<ChainBuilder>();
        services.AddSingleton<ChainInUse>();
        services.AddSingleton(new LastActiveFile(settings.DataDirectory));
        services.AddSingleton(provider => new PolicyConfigs(provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PolicyNotices(
            provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PolicyNotices>>()));
        services.AddSingleton<DatabasePolicies>();
        services.AddSingleton<PolicyFileReader>();
        services.AddSingleton<CallPolicies>();
        services.AddSingleton(provider => new PolicySwitch(
            provider.GetRequiredService<ChainInUse>(), Sources(settings.Policy, provider), provider.GetRequiredService<PolicyNews>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PolicySwitch>>()));
        services.AddSingleton<PolicyNews>();
        services.AddSingleton<PolicyDefinitions>();
        services.AddSingleton<PolicyReadings>();
        services.AddSingleton<PolicyChanges>();
        services.AddSingleton(settings.Policy.Trials);
        services.AddSingleton<TrialCalls>();
        services.AddSingleton<TrialRecord>();
        services.AddSingleton<TrialEndpoint>();
        services.AddSingleton<ShadowEndpoint>();
        services.AddSingleton<ReplayCandidates>();
        services.AddSingleton<ReplayDesk>();
        services.AddSingleton<ReplayEndpoint>();
        services.AddSingleton(provider => new Replayer(
            provider.GetRequiredService<TransactionOptions>(), provider.GetRequiredService<IMaterializer>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<PolicyService>();
    }

    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<PolicyReadings>().Map(app);
        app.Services.GetRequiredService<PolicyChanges>().Map(app);
        app.Services.GetRequiredService<TrialEndpoint>().Map(app);
        app.Services.GetRequiredService<ShadowEndpoint>().Map(app);
        app.Services.GetRequiredService<ReplayEndpoint>().Map(app);
    }

    /// <summary>What each stage of a chain may take.</summary>
    public static PolicyLimits Limits(PolicyLimitSettings settings) => new()
    {
        DecisionTimeout = settings.DecisionTimeout.ToTimeSpan(),
        MaxHeldCharacters = settings.MaxHeld,
        MaxJudgeCalls = settings.JudgeCalls,
        ShadowBuffer = settings.ShadowBuffer,
    };

    static IReadOnlyList<IPolicySource> Sources(PolicySettings settings, IServiceProvider provider) => settings.Source switch
    {
        "file" => [FileOf(settings, provider)],
        "file-fallback-db" => [FileOf(settings, provider), provider.GetRequiredService<DatabasePolicies>()],
        "db-fallback-file" => [provider.GetRequiredService<DatabasePolicies>(), FileOf(settings, provider)],
        _ => [provider.GetRequiredService<DatabasePolicies>()],
    };

    static FilePolicies FileOf(PolicySettings settings, IServiceProvider provider) =>
        new(settings.Config, provider.GetRequiredService<PolicyFileReader>(), provider.GetRequiredService<ChainBuilder>());
}
