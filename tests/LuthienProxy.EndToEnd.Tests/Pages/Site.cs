using System.Globalization;
using System.Net.Http.Json;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;
using Microsoft.Playwright;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>A gateway before a scripted provider, and browsers that look at its pages. It keeps its address when it is started anew.</summary>
public sealed class Site : IAsyncDisposable
{
    const string SessionCookie = "luthien_session";

    readonly IBrowser _browser;
    readonly GuardedFolder _home;
    readonly GatewayOptions _options;
    IBrowserContext? _signedIn;

    Site(IBrowser browser, ScriptedUpstream upstream, GuardedFolder home, GatewayOptions options)
    {
        (_browser, Upstream, _home) = (browser, upstream, home);
        _options = options with
        {
            Upstream = upstream.Address,
            Home = home.Path,
            // Judges ask the same provider, where sim/judge answers.
            Configuration = $$"""luthien.upstreams.judge { provider = anthropic, base-url = "{{upstream.Address}}", api-key = "sk-of-the-server" }{{"\n"}}{{options.Configuration}}""",
            Environment = new Dictionary<string, string>([.. options.Environment, GatewayAdmin.Variable, new("GATEWAY_PORT", FreePorts.Take().ToString(CultureInfo.InvariantCulture))]),
        };
    }

    /// <summary>The provider behind it.</summary>
    public ScriptedUpstream Upstream { get; }

    /// <summary>The gateway's process.</summary>
    public GatewayProcess Gateway { get; private set; } = null!;

    /// <summary>Who may change its policies.</summary>
    public GatewayAdmin Admin { get; private set; } = null!;

    /// <summary>Who calls models through it.</summary>
    public Agent Agent { get; private set; } = null!;

    /// <summary>Starts one with nothing on record.</summary>
    public static async Task<Site> OpenAsync(IBrowser browser, GatewayOptions options)
    {
        var site = new Site(browser, await ScriptedUpstream.StartAsync(), await GuardedFolder.CreateAsync("pages"), options);
        try
        {
            await site.StartAsync();
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the gateway again, after the one before has ended.</summary>
    public async Task StartAsync()
    {
        Gateway = await GatewayProcess.StartAsync(_options);
        Admin = new GatewayAdmin(Gateway.Address);
        Agent = new Agent(Gateway.Address);
    }

    /// <summary>Ends the gateway as a crash would.</summary>
    public async Task CrashAsync()
    {
        await Gateway.DisposeAsync();
        Admin.Dispose();
        Agent.Dispose();
    }

    /// <summary>A page of somebody who is signed in.</summary>
    public async Task<Visit> VisitAsync(string path)
    {
        _signedIn ??= await SignedInAsync();
        var visit = await Visit.BeginAsync(await _signedIn.NewPageAsync(), ownsContext: false);
        await visit.GoAsync(path);
        return visit;
    }

    /// <summary>A page in a browser that nobody has signed in with.</summary>
    public async Task<Visit> VisitAsStrangerAsync(string path)
    {
        var context = await ContextAsync();
        var visit = await Visit.BeginAsync(await context.NewPageAsync(), ownsContext: true);
        await visit.GoAsync(path);
        return visit;
    }

    /// <summary>From now on pages are opened by somebody who has just signed in.</summary>
    public async Task SignInAnewAsync()
    {
        if (_signedIn is not null)
            await _signedIn.DisposeAsync();
        _signedIn = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await SignInAnewAsync();
        if (Gateway is not null)
            await CrashAsync();
        await Upstream.DisposeAsync();
        await _home.DisposeAsync();
    }

    Task<IBrowserContext> ContextAsync() => _browser.NewContextAsync(new() { BaseURL = Gateway.Address.ToString(), ViewportSize = Visit.Desk, Locale = "en-GB", AcceptDownloads = true, ReducedMotion = ReducedMotion.Reduce });

    // As the dialog does it, which has tests of its own: the key for a cookie.
    async Task<IBrowserContext> SignedInAsync()
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Gateway.Address };
        using var response = await http.PostAsJsonAsync("/api/session", new { key = GatewayAdmin.Key });
        var cookie = response.EnsureSuccessStatusCode().Headers.GetValues("set-cookie").Single().Split(';')[0];
        var context = await ContextAsync();
        await context.AddCookiesAsync([new() { Name = SessionCookie, Value = cookie[(SessionCookie.Length + 1)..], Url = Gateway.Address.ToString(), HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
        return context;
    }
}
