using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>The system page before gateways with a database and a Redis that go away and come back.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneBrowserAtATime))]
public sealed partial class SystemPageSpec(SystemPageHouse house) : IClassFixture<SystemPageHouse>
{
    const string Nodes = "section[aria-labelledby='nodes-title']";
    const string Dependencies = "section[aria-labelledby='dependencies-title']";
    const string Journal = "section[aria-labelledby='journal-title']";
    const string Actors = "section[aria-labelledby='actors-title']";
    const string Settings = "section[aria-labelledby='settings-title']";

    [Fact]
    public async Task A_node_that_comes_and_goes_must_be_seen_with_its_policies_and_its_end()
    {
        await house.Site.Admin.EnableAsync("""{ "name": "shared", "policies": [ { "policy": "NoOp" } ] }""");
        var (visit, _) = await house.LookAsync();
        await Expect(Node(visit, SystemPageHouse.First)).ToContainTextAsync("(this one)");
        await Expect(Node(visit, SystemPageHouse.First)).ToContainTextAsync("shared v1");

        await using (var other = await house.StartOtherAsync())
        {
            await Expect(visit.Find("#nodes-title")).ToHaveTextAsync("Nodes (2 live)");
            await Expect(Node(visit, SystemPageHouse.Other)).ToContainTextAsync("shared v1");
            await Expect(visit.Find(".banner")).ToHaveCountAsync(0);
            await visit.TakePicturesAsync("system-nodes");
            await other.KillAsync();
        }

        await Expect(Node(visit, SystemPageHouse.Other).Locator(".badge")).ToHaveTextAsync("gone");
        await Expect(visit.Find("#nodes-title")).ToHaveTextAsync("Nodes (1 live)");
        await visit.ShouldBeSoundAsync();
        await visit.ShouldFitAPhoneAsync();
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_runs_must_stand_in_the_tree_of_actors_until_it_ends()
    {
        var (visit, _) = await house.LookAsync();
        using var response = await house.Site.Agent.BeginAsync("/v1/messages", Agent.Messages("sim/text?deltas=1000&every=20ms", stream: true, Agent.Said("user", "Take your time.")));
        var call = visit.Page.Locator(Actors, new() { HasText = Agent.IdOf(response) });

        await OpenAsync(visit, "transactions");
        await Expect(call).ToBeVisibleAsync();
        await Expect(Node(visit, SystemPageHouse.First).Locator("td").Nth(2)).ToHaveTextAsync("1");
        await visit.TakePicturesAsync("system-call");
        response.Dispose();

        await Expect(call).ToHaveCountAsync(0);
        await visit.ShouldBeSoundAsync();
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_hangs_must_be_seen_by_the_journal_and_its_return_too()
    {
        var (visit, _) = await house.LookAsync();
        await Expect(Badge(visit, Journal)).ToHaveTextAsync("healthy");

        await house.WhileTheDatabaseHangsAsync(() => MustBeToldAsync(visit));

        await Expect(Badge(visit, Journal)).ToHaveTextAsync("healthy");
        await Expect(Fact(visit, "Dropped")).ToHaveTextAsync("0 events");
        await Expect(Dependency(visit, "database").Locator(".badge")).ToHaveTextAsync("up");
        await visit.ShouldBeSoundAsync();
        await visit.DisposeAsync();
    }

    [Fact]
    public async Task A_Redis_that_dies_must_be_told_with_the_reason_and_its_return_too()
    {
        var (visit, _) = await house.LookAsync();
        await Expect(Dependency(visit, "redis").Locator(".badge")).ToHaveTextAsync("up");

        await house.Redis.KillAsync();
        await Expect(Dependency(visit, "redis").Locator(".badge")).ToHaveTextAsync("down");
        // Trouble comes first.
        await Expect(visit.Find($"{Dependencies} li").First).ToContainTextAsync("redis");
        await Expect(Dependency(visit, "redis").Locator(".hint")).Not.ToBeEmptyAsync();
        await visit.TakePicturesAsync("system-redis-down");
        await house.Redis.StartAgainAsync();

        await Expect(Dependency(visit, "redis").Locator(".badge")).ToHaveTextAsync("up");
        await visit.DisposeAsync();
    }

    [Fact]
    [Trait("Spec", "000-39")]
    public async Task Every_setting_must_be_there_with_its_value_and_where_it_comes_from_and_no_secret()
    {
        var (visit, finished) = await house.LookAsync();
        await visit.Find("#settings-changed").UncheckAsync();
        var told = (await house.Site.Admin.ReadAsync("/api/system/settings")).GetProperty("settings").GetArrayLength();
        await Expect(visit.Find($"{Settings} tbody tr")).ToHaveCountAsync(told);
        await Expect(visit.Find($"{Settings} tbody tr")).ToContainTextAsync(["server.host"]);

        await Expect(Setting(visit, "journal.node").Locator("td").Nth(1)).ToHaveTextAsync(SystemPageHouse.First);
        await Expect(Setting(visit, "journal.node").Locator("td").Nth(2)).ToContainTextAsync("file");
        await Expect(Setting(visit, "server.port")).ToContainTextAsync(["GATEWAY_PORT"]);
        await Expect(Setting(visit, "limits.depth")).ToContainTextAsync(["default"]);
        await Expect(Setting(visit, "auth.admin-api-key")).ToContainTextAsync(["set, not shown"]);
        await Expect(Setting(visit, "upstreams.mine.base-url")).ToContainTextAsync(["https://localhost:1/v1"]);
        await visit.Find("#settings-changed").CheckAsync();
        await visit.TakePicturesAsync("system-settings");
        await Expect(visit.Page.Locator($"{Settings} .badge", new() { HasText = "default" })).ToHaveCountAsync(0);
        await visit.Find("#settings-find").FillAsync("redis-url");
        await Expect(visit.Find($"{Settings} tbody tr")).ToHaveCountAsync(1);

        var answers = await Task.WhenAll(finished.Select(SystemPageHouse.TextAsync));
        answers.Count(answer => answer.Contains('{', StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(5);
        (await visit.Page.ContentAsync() + string.Concat(answers)).ShouldNotContain(SystemPageHouse.Marker);
        house.Site.Gateway.Output.ToString().ShouldNotContain(SystemPageHouse.Marker);
        await visit.ShouldBeSoundAsync();
        await visit.ShouldFitAPhoneAsync();
        await visit.DisposeAsync();
    }

    async Task MustBeToldAsync(Visit visit)
    {
        using var calls = new CancellationTokenSource();
        var load = CallAsync(calls.Token);
        await Expect(Fact(visit, "Lag")).ToHaveTextAsync(Waiting());
        await Expect(Badge(visit, Journal)).ToHaveTextAsync("degraded");
        await Expect(Dependency(visit, "database").Locator(".badge")).ToHaveTextAsync("down");
        await Expect(visit.Find(Nodes)).ToContainTextAsync("database");
        await calls.CancelAsync();
        await load;
        await visit.TakePicturesAsync("system-database-hangs");
        await visit.ShouldFitAPhoneAsync();
    }

    async Task CallAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
            await house.Site.Agent.SayAsync("sim/text?deltas=5&every=20ms", "While the database hangs.");
    }

    static async Task OpenAsync(Visit visit, string actor)
    {
        var closed = visit.Page.Locator($"{Actors} details:not([open]) > summary", new() { HasText = actor });
        await closed.First.ClickAsync();
        await Expect(visit.Page.Locator($"{Actors} details[open] > summary", new() { HasText = actor })).ToHaveCountAsync(1);
    }

    static ILocator Node(Visit visit, string name) => visit.Page.Locator($"{Nodes} tbody tr", new() { Has = visit.Page.GetByText(name, new() { Exact = true }) });

    static ILocator Dependency(Visit visit, string name) => visit.Page.Locator($"{Dependencies} li", new() { Has = visit.Page.GetByText(name, new() { Exact = true }) });

    static ILocator Setting(Visit visit, string path) => visit.Page.Locator($"{Settings} tbody tr", new() { Has = visit.Page.GetByText(path, new() { Exact = true }) });

    static ILocator Badge(Visit visit, string section) => visit.Find($"{section} h2 + .badge");

    static ILocator Fact(Visit visit, string name) => visit.Page.Locator($"{Journal} .facts > div", new() { Has = visit.Page.GetByText(name, new() { Exact = true }) }).Locator("dd");

    // A tenth of a second or more.
    [System.Text.RegularExpressions.GeneratedRegex(@"^(\d{3} ms|\d+\.\d+ s)$")]
    private static partial System.Text.RegularExpressions.Regex Waiting();
}
