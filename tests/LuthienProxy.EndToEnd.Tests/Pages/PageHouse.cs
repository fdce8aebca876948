using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Provisioning;
using Microsoft.Playwright;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>One Chromium, and one gateway with traffic on record that the tests look at. One test at a time.</summary>
public sealed class PageHouse : IAsyncLifetime
{
    // Generous: two loaded cores may take seconds; only a failure gets this long.
    const float Patience = 20_000;

    IPlaywright _playwright = null!;
    IBrowser _browser = null!;

    /// <summary>The gateway that all tests share; its record only grows.</summary>
    public Site Site { get; private set; } = null!;

    /// <summary>What is on record there from the beginning.</summary>
    public Traffic Traffic { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = await Chromium.PathAsync(), Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        Site = await OpenAsync();
        Traffic = await Traffic.MakeAsync(Site);
    }

    public async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>A gateway of a test's own, with nothing on record.</summary>
    public Task<Site> OpenAsync(GatewayOptions? options = null) => Site.OpenAsync(_browser, options ?? new GatewayOptions());
}
