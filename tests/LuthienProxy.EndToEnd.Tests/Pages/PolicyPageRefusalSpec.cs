using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>The policy page where a change fails: what is wrong stands at its field, what was in use stays so, and a gateway that is away can be asked again.</summary>
[Trait("Category", "E2E")]
[Trait("Spec", "000-03f")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class PolicyPageRefusalSpec(PolicyPageHouse house) : IClassFixture<PolicyPageHouse>
{
    // What a description takes of it: no control characters.
    static readonly string Purpose = string.Join(" ", Hostile.Corpus.Values.Where(text => !text.Any(char.IsControl)));

    [Fact]
    public async Task What_the_gateway_refuses_must_be_marked_at_its_field_and_what_was_in_use_must_stay()
    {
        await house.UseAsync("steady", """[ { "policy": "AllCaps" } ]""");
        var before = (await house.CurrentAsync()).GetRawText();
        await using var page = await PolicyPage.OpenAsync(house.Site);
        await page.AddAsync("StringReplacement");
        await page.Setting(2, "pairs[0].find").FillAsync("");

        await page.ActivateAsync("steady");

        await Expect(page.Fault(2, "pairs[0].find")).ToContainTextAsync("It must not be empty.");
        await Expect(page.Setting(2, "pairs[0].find")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Outcome).ToContainTextAsync("Still in use: steady v1");
        await Expect(page.InUse).ToHaveTextAsync("In use: steady v1");
        page.Changes.ShouldBe(["POST /admin/policy/enable"]);
        (await house.CurrentAsync()).GetRawText().ShouldBe(before);
        await page.Visit.ShouldFitAPhoneAsync();
        await page.Visit.TakePicturesAsync("policy-config-refused");
        await page.Setting(2, "pairs[0].find").FillAsync("colour");
        await page.ActivateAsync("steady");
        await Expect(page.InUse).ToHaveTextAsync("In use: steady v2");
        await Expect(page.Fault(2, "pairs[0].find")).ToHaveTextAsync("");
        await page.Visit.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task What_the_form_knows_to_be_wrong_must_be_marked_without_asking_the_gateway()
    {
        await house.UseAsync("before", "[]");
        await using var page = await PolicyPage.OpenAsync(house.Site);
        await page.AddAsync("ToolCallJudge");
        await page.Stage(1).Locator("summary").ClickAsync();
        await page.Setting(1, "retries").FillAsync("1.5");

        await page.ActivateAsync("judged");

        await Expect(page.Fault(1, "retries")).ToHaveTextAsync("It must be a whole number.");
        page.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gateway_that_is_away_must_be_told_with_a_way_to_try_again_and_be_found_when_it_is_back()
    {
        await house.UseAsync("lasting", """[ { "policy": "AllCaps" } ]""");
        await using var page = await PolicyPage.OpenAsync(house.Site);
        await page.AddAsync("NoOp");
        await house.Site.CrashAsync();

        await page.ActivateAsync("lasting");

        var retry = page.Outcome.GetByRole(AriaRole.Button, new() { Name = "Try again" });
        await Expect(page.Outcome.Locator(".failure")).ToContainTextAsync("cannot be reached");
        await Expect(retry).ToBeVisibleAsync();
        (await page.OrderAsync()).ShouldBe(["AllCaps", "NoOp"]);
        await page.Visit.TakePicturesAsync("policy-config-away");
        await house.Site.StartAsync();
        (await house.CurrentAsync()).GetProperty("version").GetInt32().ShouldBe(1);

        // The page finds it by itself; what was asked for waits for a person.
        await Expect(page.InUse).ToHaveTextAsync("In use: lasting v1");
        await retry.ClickAsync();
        await Expect(page.InUse).ToHaveTextAsync("In use: lasting v2");
        await Expect(page.Visit.Find("main .failure")).ToHaveCountAsync(0);
        (await house.CurrentAsync()).GetProperty("policies").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    [Trait("Spec", "000-03b")]
    public async Task A_wrong_key_must_show_nothing_and_the_right_one_the_chain_in_use()
    {
        await house.UseAsync("guarded", """[ { "policy": "AllCaps" } ]""");
        await using var visit = await house.Site.VisitAsStrangerAsync(PolicyPage.Address);
        await visit.Find("#sign-in-key").FillAsync("not-the-key-of-anybody");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Find("#sign-in-error")).ToHaveTextAsync("This is not the admin key.");
        await Expect(visit.Find("#current-title")).ToHaveCountAsync(0);

        await visit.Find("#sign-in-key").FillAsync(Fixtures.Gateway.GatewayAdmin.Key);
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Find("#current-title")).ToHaveTextAsync("In use: guarded v1");
    }

    [Fact]
    [Trait("Spec", "002-28")]
    public async Task Hostile_names_purposes_settings_and_prompts_must_be_shown_as_text()
    {
        var hostile = JsonSerializer.Serialize(Hostile.All);
        await house.UseAsync("hostile", $$"""[ { "policy": "StringReplacement", "config": { "pairs": [ { "find": {{hostile}}, "replace": {{hostile}} }, { "find": "simulated", "replace": {{JsonSerializer.Serialize(Hostile.Corpus["script"])}} } ] } } ]""", Purpose);
        await using var page = await PolicyPage.OpenAsync(house.Site);
        await Expect(page.Setting(1, "pairs[0].find")).ToHaveValueAsync(Hostile.All.ReplaceLineEndings("\n"));
        await Expect(page.Visit.Find("section[aria-labelledby='versions-title']")).ToContainTextAsync(Hostile.Corpus["script"]);

        await page.TryAsync(Hostile.All);
        await Expect(page.Tried.Locator(".side.after").First).ToContainTextAsync(Hostile.Corpus["script"]);
        await page.Stage(1).Locator("input[id$='-name']").FillAsync(Hostile.Corpus["handler"]);
        await page.ActivateAsync(Hostile.Corpus["handler"]);
        await Expect(page.Visit.Find("#instance-name-error")).ToContainTextAsync("A name has 1 to 64 letters");

        (await house.CurrentAsync()).GetProperty("version").GetInt32().ShouldBe(1);
        await page.Visit.ShouldBeSoundAsync();
        await page.Visit.ShouldFitAPhoneAsync();
        await page.Visit.TakeAsync("policy-config-hostile-chain");
    }
}
