namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Every page with a real gateway behind it: it stands there, sound, readable on a phone, whatever was recorded.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class EveryPageSpec(PageHouse house)
{
    public static TheoryData<string> Names => [.. Places("", "", "").Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Spec", "002-46")]
    [Trait("Spec", "002-27")]
    public async Task A_page_must_show_what_is_on_record(string name)
    {
        await using var visit = await house.Site.VisitAsync(Places(house.Traffic.Blocked, house.Traffic.Changed, Traffic.Conversation)[name]);
        await visit.SettleAsync();
        await visit.ShouldBeSoundAsync();
        await visit.ShouldFitAPhoneAsync();
        await visit.TakePicturesAsync(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Spec", "002-28")]
    [Trait("Spec", "002-27")]
    public async Task A_page_must_show_what_is_hostile_as_text(string name)
    {
        await using var visit = await house.Site.VisitAsync(Places(house.Traffic.Hostile, house.Traffic.Hostile, Traffic.HostileSession)[name]);
        await visit.SettleAsync();
        await visit.ShouldBeSoundAsync();
        await visit.ShouldFitAPhoneAsync();
        await visit.TakeAsync($"{name}-hostile");
    }

    [Fact]
    [Trait("Spec", "002-27")]
    public async Task What_runs_or_is_stopped_would_be_seen()
    {
        await using var visit = await house.Site.VisitAsync("/history");
        await visit.SettleAsync();
        await visit.ShouldBeSoundAsync();

        await visit.Page.EvaluateAsync("() => new Promise((done) => { addEventListener('securitypolicyviolation', () => done()); setTimeout(() => { document.body.innerHTML = '<b>markup</b>'; }); })");

        (await Record.ExceptionAsync(visit.ShouldBeSoundAsync)).ShouldBeOfType<ShouldAssertException>();
        visit.Trouble.ShouldContain(line => line.Contains("TrustedHTML", StringComparison.Ordinal));
    }

    static Dictionary<string, string> Places(string call, string changed, string session) => new()
    {
        ["home"] = "/",
        ["activity"] = "/activity/monitor",
        ["call"] = $"/calls/{call}",
        ["diff"] = $"/debug/diff?id={changed}",
        ["diff-choice"] = "/debug/diff",
        ["history"] = "/history",
        ["search"] = "/history?text=colour",
        ["session"] = $"/sessions/{session}",
        ["policy-config"] = "/policy-config",
        ["system"] = "/system",
    };
}
