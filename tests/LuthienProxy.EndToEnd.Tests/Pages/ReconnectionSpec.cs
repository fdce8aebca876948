using LuthienProxy.Fixtures.Gateway;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>A page whose gateway is gone for a while: it says so, comes back, marks what it missed, and shows nothing twice.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class ReconnectionSpec(PageHouse house)
{
    const int Crashes = 3;
    const string Running = ".activity tbody tr[data-state='running']";
    const string Live = ".live-status[data-tone='good']";
    const string Addresses = "() => [...document.querySelectorAll('a.row-link')].map((link) => link.pathname.slice('/calls/'.length))";

    [Fact]
    [Trait("Spec", "000-07b")]
    public async Task A_gateway_that_crashes_under_load_must_be_found_again_with_gaps_marked_and_nothing_twice()
    {
        await using var site = await house.OpenAsync(new GatewayOptions { Configuration = "luthien.activity.retry = 200ms" });
        await using var visit = await site.VisitAsync("/activity/monitor");
        await Expect(visit.Find(Live)).ToBeVisibleAsync();
        for (var round = 1; round <= Crashes; round++)
        {
            var load = LoadAsync(site);
            await Expect(visit.Find(Running)).ToHaveCountAsync(20);
            await site.CrashAsync();
            await load;
            await Expect(visit.Find(".live-status[data-tone='bad']")).ToBeVisibleAsync();
            await site.StartAsync();
            await Expect(visit.Find(Live)).ToBeVisibleAsync();
            await Expect(visit.Find(".gap")).ToHaveCountAsync(round);
            var call = await site.Agent.SayAsync("sim/hello", "After the crash.");
            await Expect(visit.Find($"a[href='/calls/{call}']")).ToBeVisibleAsync();
        }
        await visit.TakePicturesAsync("activity-gaps");

        var shown = await visit.Page.EvaluateAsync<string[]>(Addresses);
        shown.ShouldBeUnique();
        var calls = await site.Admin.ReadAsync("/debug/calls?limit=200");
        shown.Order().ShouldBe(calls.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("transaction_id").GetString()!).Order());
        await visit.ShouldBeSoundAsync();
    }

    // As many calls as there can be until the gateway is gone: few enough to be drawn all at once.
    static async Task LoadAsync(Site site)
    {
        var calls = Enumerable.Range(0, 20).Select(number => site.Agent.SayAsync("sim/slow", $"Call {number} of the load."));
        await Task.WhenAll(calls.Select(call => call.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)));
    }
}
