using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Trying a prompt on the policy page: a real call through the real pipeline, whose own events are found among those of everybody else.</summary>
[Trait("Category", "E2E")]
[Trait("Spec", "000-03e")]
[Collection(nameof(OneBrowserAtATime))]
public sealed partial class PolicyPageTrialSpec(PolicyPageHouse house) : IClassFixture<PolicyPageHouse>
{
    const int Noise = 200;

    [Fact]
    public async Task Its_own_call_must_be_found_live_among_two_hundred_others()
    {
        await house.UseAsync("before", """[ { "policy": "AllCaps" } ]""");
        await using var page = await PolicyPage.OpenAsync(house.Site);
        using var enough = new CancellationTokenSource();
        var others = new List<string>();
        var noise = Task.Run(() => CallAsync(others, enough.Token));

        await page.TryAsync("Which of all these is mine?", "sim/text?deltas=20&every=50ms");

        await Expect(page.Visit.Find("[data-part='live']")).ToHaveTextAsync(FromBeginningToEnd());
        await enough.CancelAsync();
        await noise;
        var own = (await page.Tried.GetByText("The call on record").GetAttributeAsync("href"))!;
        others.Count.ShouldBeGreaterThanOrEqualTo(Noise);
        others.ShouldNotContain(own["/calls/".Length..]);
        var opened = (await house.Site.Admin.ReadAsync($"/debug{own}/events")).GetProperty("events")[0].GetProperty("data");
        opened.GetProperty("model").GetString().ShouldBe("sim/text?deltas=20&every=50ms");
        opened.GetProperty("policy_name").GetString().ShouldBe("(trial)");
    }

    [Theory]
    [InlineData("anthropic-messages")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    public async Task A_prompt_must_be_shown_before_and_after_in_every_format_also_what_is_not_active(string format)
    {
        await house.UseAsync("before", "[]");
        await using var page = await PolicyPage.OpenAsync(house.Site);
        await page.AddAsync("AllCaps");

        await page.TryAsync("Who are you?", format: format);

        await Expect(page.Tried.Locator(".side.before").First).ToContainTextAsync("I am simulated");
        await Expect(page.Tried.Locator(".side.after").First).ToContainTextAsync("I AM SIMULATED");
        await Expect(page.Tried.Locator(".decisions")).ToContainTextAsync("AllCaps");
        (await house.CurrentAsync()).GetProperty("policies").GetArrayLength().ShouldBe(0);
        page.Changes.ShouldBe(["POST /api/policy/try"]);
    }

    [Fact]
    public async Task What_cannot_be_tried_must_be_marked_at_its_field()
    {
        await house.UseAsync("before", "[]");
        await using var page = await PolicyPage.OpenAsync(house.Site);
        await page.AddAsync("StringReplacement");
        await page.Setting(1, "pairs[0].find").FillAsync("");

        await page.TryAsync("Who are you?");

        await Expect(page.Fault(1, "pairs[0].find")).ToContainTextAsync("It must not be empty.");
        await Expect(page.Tried.Locator(".failure")).ToBeVisibleAsync();
        await page.Setting(1, "pairs[0].find").FillAsync("simulated");
        await page.Visit.Named(AriaRole.Button, "Try it").ClickAsync();
        await Expect(page.Tried.Locator(".side.after").First).ToContainTextAsync("I am color");
        await Expect(page.Fault(1, "pairs[0].find")).ToHaveTextAsync("");
    }

    // As many at once as clients of a small team have, and at least so many that the one is among two hundred.
    async Task CallAsync(List<string> others, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested || others.Count < Noise)
            others.AddRange(await Task.WhenAll(Enumerable.Range(0, 8).Select(number => house.Site.Agent.SayAsync("sim/hello", $"Noise {number}."))));
    }

    // Each once, but for what tells of progress.
    [GeneratedRegex("^Seen live: opened → state → state → state → first_byte (→ progress )*→ policy[.]decided → completed$")]
    private static partial Regex FromBeginningToEnd();
}
