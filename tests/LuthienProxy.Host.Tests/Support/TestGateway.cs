using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Settings;
using Microsoft.AspNetCore.Builder;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>The whole gateway in this process, on a real loopback port, with files of its own.</summary>
public sealed class TestGateway : IAsyncDisposable
{
    readonly ScratchFolder _scratch;

    TestGateway(WebApplication app, ScratchFolder scratch)
    {
        App = app;
        _scratch = scratch;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public WebApplication App { get; }

    public Uri Address => new(App.Urls.First());

    /// <summary>A client that hides nothing: follows no redirect, keeps no cookie, decodes no body.</summary>
    public HttpClient Client { get; }

    /// <summary>Where it keeps its files.</summary>
    public string Folder => _scratch.Path;

    /// <summary>Starts a gateway whose two providers are the scripted upstream.</summary>
    /// <param name="upstream">Stands for both providers.</param>
    /// <param name="config">HOCON that <c>LUTHIEN_CONFIG</c> names; empty for none.</param>
    /// <param name="variables">Environment variables over the usual ones.</param>
    public static Task<TestGateway> StartAsync(ScriptedUpstream upstream, string config = "", params (string Name, string Value)[] variables) =>
        StartAsync(upstream, new ScratchFolder(), config, variables);

    /// <summary>Starts one in a folder that is there already: what a gateway before has left in it counts.</summary>
    public static async Task<TestGateway> StartAsync(ScriptedUpstream upstream, ScratchFolder scratch, string config, params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>
        {
            ["GATEWAY_PORT"] = "0",
            ["OPENAI_UPSTREAM_URL"] = upstream.Address.ToString(),
            ["ANTHROPIC_UPSTREAM_URL"] = upstream.Address.ToString(),
            ["DATABASE_URL"] = $"sqlite:{Path.Combine(scratch.Path, "luthien.db")}",
            ["LUTHIEN_CONFIG"] = scratch.Write("own.conf", config),
        };
        foreach (var (name, value) in variables)
            environment[name] = value;
        var app = GatewayApplication.Build(new StartInputs([$"--luthien:datadirectory={scratch.Path}", .. Quiet(config)], environment));
        TestGateway? gateway = null;
        try
        {
            await app.StartAsync();
            return gateway = new TestGateway(app, scratch);
        }
        finally
        {
            // One that refuses to start leaves nothing behind either.
            if (gateway is null)
                await app.DisposeAsync();
        }
    }

    /// <summary>Ends it and leaves its folder to the next.</summary>
    public async Task<ScratchFolder> LeaveAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        return _scratch;
    }

    public async ValueTask DisposeAsync() => (await LeaveAsync()).Dispose();

    // The specs of logs ask for their lines; the others leave the console alone.
    static string[] Quiet(string config) => config.Contains("log", StringComparison.Ordinal) ? [] : ["--luthien:log:level=fatal"];
}
