using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Gateway;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Pages with nothing to show, and pages whose gateway or whose database is away.</summary>
[Trait("Category", "E2E")]
[Trait("Spec", "002-46")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class EmptyAndAwaySpec(PageHouse house)
{
    static readonly IReadOnlyDictionary<string, string> Places = new Dictionary<string, string>
    {
        ["activity"] = "/activity/monitor",
        ["diff-choice"] = "/debug/diff",
        ["history"] = "/history",
        ["policy-config"] = "/policy-config",
        ["system"] = "/system",
    };

    [Fact]
    public async Task Pages_of_a_gateway_without_calls_must_say_so()
    {
        await using var site = await house.OpenAsync();
        foreach (var (name, path) in Places)
        {
            await using var visit = await site.VisitAsync(path);
            await visit.SettleAsync();
            await visit.ShouldBeSoundAsync();
            await visit.TakePicturesAsync($"{name}-empty");
        }
    }

    [Fact]
    public async Task A_database_that_is_away_must_be_told_and_its_return_must_be_found()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var site = await house.OpenAsync(new GatewayOptions { Environment = new Dictionary<string, string> { ["DATABASE_URL"] = await postgres.CreateDatabaseAsync() } });
        var call = await site.Agent.SayAsync("sim/hello", "Before the database went away.", "session-before");
        string[] paths = ["/history", $"/calls/{call}", "/debug/diff", "/sessions/session-before"];
        await using (var seen = await site.VisitAsync("/history"))
            await Expect(seen.Find(".entry")).ToHaveCountAsync(1);
        await postgres.KillAsync();
        var visits = await Task.WhenAll(paths.Select(site.VisitAsync));
        foreach (var visit in visits)
            await Expect(visit.Find("main .failure").First).ToContainTextAsync("atabase");
        await visits[0].TakePicturesAsync("history-database-away");
        await using (var monitor = await site.VisitAsync("/activity/monitor"))
            await MustStillLiveAsync(site, monitor);

        await postgres.StartAgainAsync();

        foreach (var visit in visits)
        {
            await visit.Page.ReloadAsync();
            await Expect(visit.Find("main .failure")).ToHaveCountAsync(0);
            await visit.SettleAsync();
            await visit.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_gateway_that_is_away_must_be_told_with_a_way_to_try_again()
    {
        await using var site = await house.OpenAsync();
        await using var visit = await site.VisitAsync("/history");
        await visit.SettleAsync();
        await site.CrashAsync();
        await visit.Find("#search-text").FillAsync("anything");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Find(".failure")).ToContainTextAsync("cannot be reached");
        await visit.TakeAsync("history-gateway-away");
        await site.StartAsync();
        await visit.Find(".failure button").ClickAsync();
        await Expect(visit.Find(".failure")).ToHaveCountAsync(0);
    }

    // What happens is shown also while nothing can be put on record.
    static async Task MustStillLiveAsync(Site site, Visit monitor)
    {
        await Expect(monitor.Find(".live-status[data-tone='good']")).ToBeVisibleAsync();
        var call = await site.Agent.SayAsync("sim/hello", "While the database is away.");
        await Expect(monitor.Find($"a[href='/calls/{call}']")).ToBeVisibleAsync();
        await monitor.TakeAsync("activity-database-away");
    }
}
