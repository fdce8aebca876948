using System.Globalization;
using LuthienProxy.Simulator;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>The activity monitor before a gateway that works: rows as calls happen, and finding one among many.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class MonitorSpec(PageHouse house, ITestOutputHelper output)
{
    const string Monitor = "/activity/monitor";
    const string Rows = ".activity tbody tr:not(.gap)";

    // When each call's row came into the page, by the same clock as the gateway's.
    const string WatchRows = """
        window.cameAt = {};
        new MutationObserver(() => { for (const link of document.querySelectorAll('a.row-link')) window.cameAt[link.pathname] ??= Date.now(); }).observe(document, { childList: true, subtree: true });
        """;

    static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(500);

    [Fact]
    [Trait("Spec", "000-07b")]
    public async Task A_call_must_be_on_the_page_within_half_a_second_of_its_opening()
    {
        await using var visit = await LiveAsync(house.Site);
        await visit.Page.EvaluateAsync(WatchRows);
        var calls = new List<string>();
        for (var number = 0; number < 100; number++)
            calls.Add(await house.Site.Agent.SayAsync("sim/text?deltas=3&every=5ms", $"Call {number}."));

        await Expect(visit.Find($"a[href='/calls/{calls[^1]}']")).ToBeVisibleAsync();

        var late = new List<TimeSpan>();
        foreach (var call in calls)
            late.Add(await CameAsync(visit, call) - await OpenedAsync(call));
        late.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opening to row, 100 calls: median {late[49].TotalMilliseconds:F0} ms, 99th {late[98].TotalMilliseconds:F0} ms, slowest {late[99].TotalMilliseconds:F0} ms"));
        late[98].ShouldBeLessThan(Bound);
    }

    [Fact]
    [Trait("Spec", "000-33")]
    public async Task One_blocked_call_among_a_thousand_must_be_found_in_two_actions()
    {
        await using var site = await house.OpenAsync();
        await site.Admin.EnableAsync("""{ "name": "guard", "policies": [ { "policy": "BlockDangerousCommands" } ] }""");
        await using var visit = await LiveAsync(site);
        await Parallel.ForEachAsync(Enumerable.Range(0, 999), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) => await site.Agent.SayAsync("sim/hello", $"Call {number}."));
        site.Upstream.Answers.Then(ScriptedAnswer.Calls("Bash", """{"command":"rm -rf /"}"""));
        var blocked = await site.Agent.SayAsync("claude-sonnet-4-5", "Make room on the disk.");
        await Expect(visit.Find(".count")).ToHaveTextAsync("1,000 of 1,000 calls");

        await visit.Find(".chip[data-value='blocked']").ClickAsync();
        await Expect(visit.Find(Rows)).ToHaveCountAsync(1);
        await visit.TakePicturesAsync("activity-found");
        await visit.Find(".row-link").ClickAsync();

        await visit.Page.WaitForURLAsync($"**/calls/{blocked}");
        await Expect(visit.Find(".banner.stop")).ToContainTextAsync("BlockDangerousCommands");
        await FoundOnRecordAsync(site, blocked);
        await visit.ShouldBeSoundAsync();
    }

    [Fact]
    [Trait("Spec", "000-33")]
    public async Task A_filter_must_be_an_address_that_shows_somebody_else_the_same()
    {
        await using var visit = await LiveAsync(house.Site);
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("model:claude-sonnet-4-5 -status:failed \"build so slow\"");
        await Expect(visit.Find(Rows)).ToHaveCountAsync(2);

        await using var other = await house.Site.VisitAsync(new Uri(visit.Page.Url).PathAndQuery);

        await Expect(other.Find(Rows)).ToHaveCountAsync(2);
        await Expect(other.Find("#filter")).ToHaveValueAsync("model:claude-sonnet-4-5 -status:failed \"build so slow\"");
    }

    [Fact]
    [Trait("Spec", "000-33")]
    public async Task A_call_must_be_found_and_opened_by_keys_alone()
    {
        await using var visit = await LiveAsync(house.Site);
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync($"id:{house.Traffic.Changed}");
        await Expect(visit.Find(Rows)).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.EvaluateAsync("() => document.activeElement.blur()");
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync($"**/calls/{house.Traffic.Changed}");
    }

    [Fact]
    public async Task A_paused_list_must_stand_still_and_count_what_comes()
    {
        await using var visit = await LiveAsync(house.Site);
        await visit.Page.Keyboard.PressAsync("p");
        await Expect(visit.Find(".pause")).ToContainTextAsync("Go on");
        var call = await house.Site.Agent.SayAsync("sim/hello", "While it is paused.");
        await Expect(visit.Find(".count")).ToContainTextAsync("1 new since the pause");
        await Expect(visit.Find($"a[href='/calls/{call}']")).ToHaveCountAsync(0);

        await visit.Page.Keyboard.PressAsync("p");

        await Expect(visit.Find($"a[href='/calls/{call}']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_row_must_follow_its_call_to_the_end()
    {
        await using var visit = await LiveAsync(house.Site);
        using var gate = new StreamGate();
        house.Site.Upstream.Answers.Then(ScriptedAnswer.Says("Slowly.") with { Pacing = new Pacing { Gate = gate } });
        gate.Pass(2);
        using var response = await house.Site.Agent.BeginAsync("/v1/messages", Agent.Messages("claude-sonnet-4-5", stream: true, Agent.Said("user", "Take your time.")));
        var row = visit.Find(Rows, $"a[href='/calls/{Agent.IdOf(response)}']");
        await Expect(row.Locator(".state")).ToHaveTextAsync("streaming");
        await visit.TakeAsync("activity-streaming");

        gate.Open();
        await response.Content.ReadAsByteArrayAsync();

        await Expect(row.Locator(".state")).ToHaveTextAsync("completed");
        await Expect(row.Locator("td[data-name='Tokens']")).ToContainTextAsync("→");
        await Expect(row.Locator("td[data-name='What']")).ToHaveTextAsync("Take your time.");
    }

    static async Task<Visit> LiveAsync(Site site)
    {
        var visit = await site.VisitAsync(Monitor);
        await Expect(visit.Find(".live-status[data-tone='good']")).ToBeVisibleAsync();
        return visit;
    }

    // After a reload the record tells that a policy acted, not which way.
    static async Task FoundOnRecordAsync(Site site, string blocked)
    {
        await using var again = await LiveAsync(site);
        await again.Find(".chip[data-value='acted']").ClickAsync();
        await Expect(again.Find(Rows)).ToHaveCountAsync(1);
        await Expect(again.Find(".row-link")).ToHaveAttributeAsync("href", $"/calls/{blocked}");
    }

    static async Task<DateTimeOffset> CameAsync(Visit visit, string call) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)await visit.Page.EvaluateAsync<double>("(path) => window.cameAt[path]", $"/calls/{call}"));

    async Task<DateTimeOffset> OpenedAsync(string call) => (await house.Site.Admin.ReadAsync($"/debug/calls/{call}")).GetProperty("call").GetProperty("opened_at").GetDateTimeOffset();
}
