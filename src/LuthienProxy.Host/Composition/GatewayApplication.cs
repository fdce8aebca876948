using Luthien.Actors;
using Luthien.Streams;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Endpoints;
using LuthienProxy.Host.Health;
using LuthienProxy.Host.Heap;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Routing;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.SignIn;
using LuthienProxy.Pipeline;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Storage.Nodes;
using Serilog;

namespace LuthienProxy.Host.Composition;

/// <summary>The composition root: everything that is made once is made here.</summary>
static class GatewayApplication
{
    /// <summary>Builds the gateway; the caller starts and stops it.</summary>
    /// <exception cref="StartRefusedException">The settings cannot be used.</exception>
    public static WebApplication Build(StartInputs inputs)
    {
        var (settings, warnings, origins) = SettingsReader.Read(inputs);
        // Everything is configured through luthien.conf: the framework's own sources would be a second truth, and would watch every file below the working directory.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var log = new LogControl(settings.Log);
        builder.Logging.AddSerilog(SerilogSetup.Create(settings.Log, log), dispose: true);
        builder.Services.AddSingleton(_ => log);
        builder.WebHost.UseKestrelCore().UseSockets(AdminSocket.Configure).ConfigureKestrel(kestrel => ServerSetup.Configure(kestrel, settings));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Server.DrainTimeout.ToTimeSpan() + DrainService.LastWords + ActorSetup.FlushPhase(settings));
        builder.Services.AddSingleton(origins);
        AddServices(builder.Services, settings);
        var app = builder.Build();
        // Before anything is opened in it.
        app.Services.GetRequiredService<DirectoryLock>();
        var lines = app.Services.GetRequiredService<ILogger<DrainService>>();
        // What the runtime makes of a container's limits, or of the machine.
        HostLog.Limits(lines, Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20);
        foreach (var warning in warnings.Concat(AdminSocket.Objection(settings) is { } objection ? [objection] : Array.Empty<string>()))
            HostLog.StartWarning(lines, warning);
        // A folder or an allow-list that cannot be used is a refusal to start.
        app.Services.GetRequiredService<PolicyCatalog>();
        app.Services.GetRequiredService<HealthEndpoints>().Map(app);
        PageSetup.Map(app);
        app.Services.GetRequiredService<SignInEndpoints>().Map(app);
        QuerySetup.Map(app);
        PolicySetup.Map(app);
        ActivitySetup.Map(app);
        InspectionSetup.Map(app);
        InterventionSetup.Map(app);
        app.Services.GetRequiredService<DocumentEndpoint>().Map(app);
        app.Services.GetRequiredService<AdminRoutes>().MapRest(app);
        app.Services.GetRequiredService<ProviderEndpoints>().Map(app);
        RouteCheck.Run(app, lines);
        return app;
    }

    static void AddServices(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Auth);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(AdminKey.Obtain(settings));
        services.AddSingleton<Gatekeeper>();
        AuditSetup.Add(services, settings);
        SignInSetup.Add(services, settings);
        services.AddSingleton<UpstreamTable>();
        services.AddSingleton(provider => new Router(provider.GetRequiredService<UpstreamTable>().Routes));
        JudgeSetup.Add(services, settings);
        services.AddSingleton<CallFactory>();
        services.AddSingleton<HealthEndpoints>();
        PageSetup.Add(services);
        services.AddSingleton<ApiDocument>();
        services.AddSingleton<DocumentEndpoint>();
        services.AddSingleton<ProviderEndpoints>();
        services.AddSingleton<IKernelLog, KernelLogBridge>();
        services.AddSingleton<IMaterializer>(provider => new Materializer(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(TransactionSetup.Options(settings));
        services.AddSingleton(provider => ActorSystem.Create("luthien", ActorSetup.Options(settings, provider)));
        JournalSetup.Add(services, settings);
        QuerySetup.Add(services, settings);
        PluginSetup.Add(services, settings);
        PolicySetup.Add(services, settings);
        ActivitySetup.Add(services, settings);
        InspectionSetup.Add(services, settings);
        InterventionSetup.Add(services);
        services.AddSingleton(provider => new Gateway(
            provider.GetRequiredService<ActorSystem>(), provider.GetRequiredService<TransactionOptions>(), provider.GetRequiredService<IMaterializer>(),
            provider.GetRequiredService<ILogger<Gateway>>(), provider.GetService<TransactionRecorders>(), provider.GetRequiredService<IActivity>()));
        services.AddHostedService<ForgottenTasks>();
        services.AddHostedService<HeapService>();
        services.AddSingleton(new DrainTime(settings.Server.DrainTimeout.ToTimeSpan()));
        services.AddHostedService<DrainService>();
    }
}
