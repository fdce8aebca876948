using LuthienProxy.Fixtures.Gateway;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Signing in with the admin key: wrong, right, over, out; and nothing of the key stays in the browser.</summary>
[Trait("Category", "E2E")]
[Trait("Spec", "000-03b")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class SignInPageSpec(PageHouse house)
{
    const string WrongKey = "not-the-key-of-anybody";

    // All that a script of the page, or the next page, could find.
    const string Kept = """
        () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, document.documentElement.outerHTML, [...document.querySelectorAll('input')].map((field) => field.value)])
        """;

    [Fact]
    public async Task A_wrong_key_must_be_told_plainly_and_asked_for_again()
    {
        await using var visit = await house.Site.VisitAsStrangerAsync("/history");
        await Expect(visit.Find("dialog[open]")).ToBeVisibleAsync();
        await visit.TakePicturesAsync("sign-in");
        await visit.Page.Keyboard.PressAsync("Escape");
        await EnterAsync(visit, WrongKey);
        await Expect(visit.Find("#sign-in-error")).ToHaveTextAsync("This is not the admin key.");
        await Expect(visit.Find("#sign-in-key")).ToBeFocusedAsync();
        await visit.TakeAsync("sign-in-wrong");

        await EnterAsync(visit, GatewayAdmin.Key);

        await visit.SettleAsync();
        await Expect(visit.Find(".entry").First).ToBeVisibleAsync();
        await visit.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task The_key_must_stay_nowhere_in_the_browser()
    {
        await using var visit = await house.Site.VisitAsStrangerAsync("/history");
        await EnterAsync(visit, GatewayAdmin.Key);
        await visit.SettleAsync();
        (await visit.Page.EvaluateAsync<string>(Kept)).ShouldNotContain(GatewayAdmin.Key);
        await visit.GoAsync("/activity/monitor");
        await visit.SettleAsync();
        (await visit.Page.EvaluateAsync<string>(Kept)).ShouldNotContain(GatewayAdmin.Key);

        var cookie = (await visit.Page.Context.CookiesAsync()).ShouldHaveSingleItem();

        (cookie.HttpOnly, cookie.SameSite).ShouldBe((true, Microsoft.Playwright.SameSiteAttribute.Strict));
        cookie.Value.ShouldNotContain(GatewayAdmin.Key);
        house.Site.Gateway.Output.ToString().ShouldNotContain(GatewayAdmin.Key);
    }

    [Fact]
    public async Task Signing_out_must_end_the_session_and_ask_for_the_key_on_every_page_again()
    {
        await using var visit = await house.Site.VisitAsStrangerAsync("/history");
        await EnterAsync(visit, GatewayAdmin.Key);
        await visit.SettleAsync();
        var stolen = await visit.Page.Context.CookiesAsync();
        await visit.Named(Microsoft.Playwright.AriaRole.Button, "Sign out").ClickAsync();
        await Expect(visit.Find("dialog[open]")).ToBeVisibleAsync();

        await visit.Page.Context.AddCookiesAsync([.. stolen.Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = visit.Page.Url })]);
        await visit.GoAsync("/history");

        await Expect(visit.Find("dialog[open]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_session_that_is_over_must_be_told_and_the_page_must_go_on_where_it_was()
    {
        await using var site = await house.OpenAsync(new GatewayOptions { Configuration = "luthien.sign-in { idle = 2s, lifetime = 3s }" });
        await using var visit = await site.VisitAsStrangerAsync("/activity/monitor?q=model%3Asim");
        await EnterAsync(visit, GatewayAdmin.Key);
        await Expect(visit.Find(".live-status[data-tone='good']")).ToBeVisibleAsync();

        await Expect(visit.Find("dialog[open]")).ToBeVisibleAsync();
        await Expect(visit.Find("#sign-in-reason")).ToContainTextAsync("has ended");
        await visit.TakeAsync("sign-in-expired");
        await EnterAsync(visit, GatewayAdmin.Key);

        await Expect(visit.Find(".live-status[data-tone='good']")).ToBeVisibleAsync();
        await Expect(visit.Find("#filter")).ToHaveValueAsync("model:sim");
    }

    static async Task EnterAsync(Visit visit, string key)
    {
        await visit.Find("#sign-in-key").FillAsync(key);
        await visit.Page.Keyboard.PressAsync("Enter");
    }
}
