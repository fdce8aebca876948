using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.SignIn;
using LuthienProxy.Host.Trials;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>The admin API's reading paths and its sign-in alone, on a real loopback port, over a journal that fails as a test says.</summary>
public sealed class JournalApi : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly string _directory;

    JournalApi(WebApplication app, string directory) => (_app, _directory) = (app, directory);

    public ScriptedQueries Queries => _app.Services.GetRequiredService<ScriptedQueries>();

    public Uri Address => new(_app.Urls.First());

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseCookies = false });

    /// <param name="time">The clock that sessions go by; the machine's when there is none.</param>
    /// <param name="signOuts">What its file of sign-outs holds; null: there is none.</param>
    public static async Task<JournalApi> StartAsync(TimeProvider? time = null, string? signOuts = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(new AdminKey(AdminAsking.Key, null)).AddSingleton(time ?? TimeProvider.System);
        var directory = Directory.CreateTempSubdirectory("luthien-journal-api-").FullName;
        if (signOuts is not null)
            await File.WriteAllTextAsync(Path.Combine(directory, "sign-outs"), signOuts);
        var changes = new KeptChanges();
        builder.Services.AddSingleton(changes).AddSingleton<IJournal>(changes).AddSingleton(new RecordingOptions { Node = "n" });
        AuditSetup.Add(builder.Services, new GatewaySettings());
        SignInSetup.Add(builder.Services, new GatewaySettings { DataDirectory = directory });
        builder.Services.AddSingleton<ScriptedQueries>().AddSingleton<IJournalQueries>(services => services.GetRequiredService<ScriptedQueries>());
        builder.Services.AddSingleton<CallEndpoints>().AddSingleton<SessionEndpoints>().AddSingleton<ShadowEndpoint>();
        var app = builder.Build();
        app.Services.GetRequiredService<SignInEndpoints>().Map(app);
        app.Services.GetRequiredService<CallEndpoints>().Map(app);
        app.Services.GetRequiredService<SessionEndpoints>().Map(app);
        app.Services.GetRequiredService<ShadowEndpoint>().Map(app);
        app.Services.GetRequiredService<AdminRoutes>().MapRest(app);
        await app.StartAsync();
        return new JournalApi(app, directory);
    }

    /// <summary>Asks with the admin key.</summary>
    public Task<HttpResponseMessage> AskAsync(string path, HttpMethod? method = null, string? authorization = "Bearer " + AdminAsking.Key) =>
        Client.SendAsync(AdminAsking.Request(Address, path, method, authorization));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
