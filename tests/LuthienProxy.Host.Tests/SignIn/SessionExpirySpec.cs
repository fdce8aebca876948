using System.Net;
using Luthien.TestKit;

namespace LuthienProxy.Host.Tests.SignIn;

/// <summary>Sessions by the clock: unused for 8 hours they are over, and after 24 hours in any case.</summary>
[Trait("Spec", "000-03b")]
public sealed class SessionExpirySpec : IAsyncLifetime
{
    readonly ManualTime _time = new();
    JournalApi _api = null!;
    SignedIn _browser = null!;

    public async Task InitializeAsync()
    {
        _api = await JournalApi.StartAsync(_time);
        _browser = await SignedIn.AtAsync(_api.Client, _api.Address);
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public void The_page_must_be_told_the_end_that_no_use_moves() => _browser.ExpiresAt.ShouldBe(WholeSecond(_time.GetUtcNow()) + TimeSpan.FromHours(24));

    [Fact]
    public async Task A_session_that_nobody_uses_must_be_over_after_the_idle_time()
    {
        _time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(2));
        (await AskAsync(_browser.Cookie)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        _time.Advance(TimeSpan.FromSeconds(2));
        await (await AskAsync(_browser.Cookie)).ProblemAsync(HttpStatusCode.Unauthorized, "session-ended");
    }

    [Fact]
    public async Task A_session_that_is_used_must_go_on_until_it_is_too_old()
    {
        var cookie = _browser.Cookie;
        foreach (var _ in Enumerable.Range(0, 23))
        {
            _time.Advance(TimeSpan.FromHours(1));
            using var response = await AskAsync(cookie);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            cookie = SignedIn.CookieOf(response).ShouldNotBeNull();
        }
        _time.Advance(TimeSpan.FromHours(1));
        await (await AskAsync(cookie)).ProblemAsync(HttpStatusCode.Unauthorized, "session-ended");
    }

    [Fact]
    public async Task A_renewed_cookie_must_be_of_the_same_session_with_the_same_end()
    {
        _time.Advance(TimeSpan.FromHours(1));
        using var response = await AskAsync(_browser.Cookie);
        var renewed = _browser with { Cookie = SignedIn.CookieOf(response).ShouldNotBeNull() };
        using var left = await _api.Client.SendAsync(renewed.Request(_api.Address, "/api/session", HttpMethod.Delete));
        left.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await AskAsync(_browser.Cookie)).ProblemAsync(HttpStatusCode.Unauthorized, "session-ended");
    }

    [Fact]
    public async Task A_cookie_must_not_be_renewed_with_every_request()
    {
        _time.Advance(TimeSpan.FromMinutes(7));
        SignedIn.CookieOf(await AskAsync(_browser.Cookie)).ShouldBeNull();
        _time.Advance(TimeSpan.FromMinutes(2));
        SignedIn.CookieOf(await AskAsync(_browser.Cookie)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_gateway_that_was_started_again_must_take_a_session_from_before()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await using var next = await JournalApi.StartAsync(_time);
        (await next.Client.SendAsync(_browser.Request(next.Address, "/debug/nothing"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Where_nobody_can_tell_who_was_signed_out_no_session_from_before_must_be_taken()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await using var next = await JournalApi.StartAsync(_time, signOuts: "damaged");
        await (await next.Client.SendAsync(_browser.Request(next.Address, "/debug/nothing"))).ProblemAsync(HttpStatusCode.Unauthorized, "session-ended");
    }

    // Whoever is let in hears that there is nothing.
    Task<HttpResponseMessage> AskAsync(string cookie) => _api.Client.SendAsync(SignedIn.Request(_api.Address, "/debug/nothing", cookie));

    static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
