using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>The page on which a chain of policies is put together, tried and activated.</summary>
public sealed class PolicyPage : IAsyncDisposable
{
    /// <summary>Where it is.</summary>
    public const string Address = "/policy-config";

    const string OrderOfStages = "() => [...document.querySelectorAll('.stage > .row b')].map((name) => name.textContent)";
    const int MostSteps = 200;

    PolicyPage(Visit visit) => Visit = visit;

    /// <summary>The page as the browser has it.</summary>
    public Visit Visit { get; }

    /// <summary>What it says is in use.</summary>
    public ILocator InUse => Visit.Find("#current-title");

    /// <summary>The stages of the chain, in order.</summary>
    public ILocator Stages => Visit.Find(".stage");

    /// <summary>What an activation or a check came to.</summary>
    public ILocator Outcome => Visit.Find("section[aria-labelledby='chain-title'] [role='status']");

    /// <summary>What a trial came to.</summary>
    public ILocator Tried => Visit.Find(".tried");

    /// <summary>Everything it has asked the gateway to do, as <c>METHOD /path</c>.</summary>
    public IReadOnlyList<string> Changes => [.. Visit.Requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal))];

    /// <summary>Opens it; when this returns it shows the chain in use and hears what happens.</summary>
    public static async Task<PolicyPage> OpenAsync(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var page = new PolicyPage(await site.VisitAsync(Address));
        await page.SettleAsync();
        return page;
    }

    /// <summary>Waits until everything is there.</summary>
    public async Task SettleAsync()
    {
        await Visit.SettleAsync();
        await Expect(Visit.Find(".live-status[data-tone='good']")).ToBeVisibleAsync();
        await Expect(Visit.Find("#chain-title")).ToBeVisibleAsync();
        await Expect(Visit.Find("#history-title")).ToBeVisibleAsync();
    }

    /// <summary>Adds a policy at the end of the chain.</summary>
    public async Task AddAsync(string policy)
    {
        var before = await Stages.CountAsync();
        await Visit.Named(AriaRole.Button, $"Add {policy}").ClickAsync();
        await Expect(Stages).ToHaveCountAsync(before + 1);
    }

    /// <summary>A stage; the first is 1.</summary>
    public ILocator Stage(int number) => Stages.Nth(number - 1);

    /// <summary>The field of a setting (<c>pairs[0].find</c>).</summary>
    public ILocator Setting(int stage, string path) => Stage(stage).Locator($".form [id$='-{path}']");

    /// <summary>What stands beside a field as wrong.</summary>
    public ILocator Fault(int stage, string path) => Stage(stage).Locator($".form [id$='-{path}-error']");

    /// <summary>The settings of a stage, as the page itself writes them.</summary>
    public async Task<JsonElement> ConfigurationAsync(int stage)
    {
        await Stage(stage).Locator("details").EvaluateAsync("(details) => { details.open = true; }");
        await Stage(stage).GetByRole(AriaRole.Button, new() { Name = "As JSON", Exact = true }).ClickAsync();
        return JsonElement.Parse(await Stage(stage).Locator(".form textarea").InputValueAsync());
    }

    /// <summary>The policies of the chain by their types, in order.</summary>
    public Task<string[]> OrderAsync() => Visit.Page.EvaluateAsync<string[]>(OrderOfStages);

    /// <summary>Asks for an activation under a name.</summary>
    public async Task ActivateAsync(string name)
    {
        await Visit.Find("#instance-name").FillAsync(name);
        await Visit.Named(AriaRole.Button, "Activate").First.ClickAsync();
    }

    /// <summary>Asks a model something under the chain as it stands in the page.</summary>
    public async Task TryAsync(string prompt, string model = "sim/hello", string format = "anthropic-messages")
    {
        await Visit.Find("#try-prompt").FillAsync(prompt);
        await Visit.Find("#try-model").FillAsync(model);
        await Visit.Find("#try-format").SelectOptionAsync(format);
        await Visit.Named(AriaRole.Button, "Try it").ClickAsync();
    }

    /// <summary>Goes from field to field until it comes to one.</summary>
    public async Task TabToAsync(string selector, string key = "Tab")
    {
        for (var step = 0; step < MostSteps && !await HasFocusAsync(selector); step++)
            await Visit.Page.Keyboard.PressAsync(key);
        await Expect(Visit.Find(selector)).ToBeFocusedAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Visit.DisposeAsync();

    Task<bool> HasFocusAsync(string selector) => Visit.Page.EvaluateAsync<bool>("(selector) => document.activeElement.matches(selector)", selector);
}
