using System.Collections.Concurrent;
using System.Text.Json;
using LuthienProxy.Fixtures.Provisioning;
using Microsoft.Playwright;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>A page in a browser, watched: what it wrote to the console as an error, what its security policy stopped, what it reported.</summary>
public sealed class Visit : IAsyncDisposable
{
    // What stands in a page and must never stand there.
    const string Look = """
        () => JSON.stringify({
          ran: window.hacked ?? null,
          stopped: window.stopped,
          styled: document.querySelectorAll('[style]').length,
          markup: document.querySelectorAll('main script, main img, main iframe, main style, main object, main svg[onload], main a[href^="javascript"], main [onerror]').length,
          outside: [...document.querySelectorAll('main a[href]')].filter((link) => link.origin !== location.origin).length,
          turned: /[\u202a-\u202e\u2066-\u2069\u001b]/.test(document.body.innerText),
          nameless: [...document.querySelectorAll('button, a[href], input, select, textarea')].filter((element) => element.checkVisibility() && !element.textContent.trim() && !element.getAttribute('aria-label') && !(element.labels?.length > 0)).map((element) => element.outerHTML.slice(0, 120)),
          doubled: [...document.querySelectorAll('[id]')].map((element) => element.id).filter((id, index, all) => all.indexOf(id) !== index),
        })
        """;

    const string Nothing = """{"ran":null,"stopped":[],"styled":0,"markup":0,"outside":0,"turned":false,"nameless":[],"doubled":[]}""";

    const string Watch = "window.stopped = []; addEventListener('securitypolicyviolation', (event) => window.stopped.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));";

    readonly ConcurrentQueue<string> _trouble = new();
    readonly bool _ownsContext;

    Visit(IPage page, bool ownsContext)
    {
        (Page, _ownsContext) = (page, ownsContext);
        page.PageError += (_, error) => _trouble.Enqueue(error);
        page.Console += (_, message) => _trouble.Enqueue(message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) ? message.Text : "");
        page.Request += (_, request) => _trouble.Enqueue(request.Url.EndsWith("/csp-report", StringComparison.Ordinal) ? request.PostData ?? request.Url : "");
        page.Request += (_, request) => Requests.Enqueue($"{request.Method} {new Uri(request.Url).AbsolutePath}");
    }

    /// <summary>The size of a desk's screen.</summary>
    public static ViewportSize Desk { get; } = new() { Width = 1280, Height = 800 };

    /// <summary>The size of a phone's.</summary>
    public static ViewportSize Phone { get; } = new() { Width = 390, Height = 844 };

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What it has asked the gateway, as <c>METHOD /path</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What went wrong in it so far.</summary>
    public IReadOnlyList<string> Trouble => [.. _trouble.Where(line => line.Length > 0)];

    /// <summary>Begins to watch a page that has gone nowhere yet.</summary>
    public static async Task<Visit> BeginAsync(IPage page, bool ownsContext)
    {
        ArgumentNullException.ThrowIfNull(page);
        await page.AddInitScriptAsync(Watch);
        return new Visit(page, ownsContext);
    }

    /// <summary>Goes to a path of the same gateway.</summary>
    public async Task GoAsync(string path) => (await Page.GotoAsync(path))!.Status.ShouldBe(200, path);

    /// <summary>What this selects.</summary>
    public ILocator Find(string selector) => Page.Locator(selector);

    /// <summary>What this selects and has the other within.</summary>
    public ILocator Find(string selector, string within) => Page.Locator(selector, new() { Has = Page.Locator(within) });

    /// <summary>What has this role and this name.</summary>
    public ILocator Named(AriaRole role, string name) => Page.GetByRole(role, new() { Name = name, Exact = true });

    /// <summary>Waits until the page has nothing more to wait for.</summary>
    public async Task SettleAsync()
    {
        await Assertions.Expect(Find("main h1")).ToBeVisibleAsync();
        await Assertions.Expect(Find("main .waiting")).ToHaveCountAsync(0);
    }

    /// <summary>Nothing ran that was recorded, nothing was stopped, everything has a name, nothing leads out.</summary>
    public async Task ShouldBeSoundAsync()
    {
        JsonElement.Parse(await Page.EvaluateAsync<string>(Look)).GetRawText().ShouldBe(Nothing, Page.Url);
        Trouble.ShouldBeEmpty(Page.Url);
    }

    /// <summary>Nothing is wider than the screen of a phone.</summary>
    public async Task ShouldFitAPhoneAsync()
    {
        await Page.SetViewportSizeAsync(Phone.Width, Phone.Height);
        (await Page.EvaluateAsync<int>("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(document.documentElement.scrollWidth))))")).ShouldBeLessThanOrEqualTo(Phone.Width, Page.Url);
        await Page.SetViewportSizeAsync(Desk.Width, Desk.Height);
    }

    /// <summary>Pictures of how it looks by day, by night and on a phone, below <c>artifacts/pages</c>.</summary>
    public async Task TakePicturesAsync(string name)
    {
        await TakeAsync($"{name}-light");
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await TakeAsync($"{name}-dark");
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.SetViewportSizeAsync(Phone.Width, Phone.Height);
        await TakeAsync($"{name}-phone");
        await Page.SetViewportSizeAsync(Desk.Width, Desk.Height);
    }

    /// <summary>A picture of how it looks now.</summary>
    public Task TakeAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "pages", $"{name}.png"), FullPage = true, Caret = ScreenshotCaret.Initial });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        if (_ownsContext)
            await Page.Context.DisposeAsync();
    }
}
