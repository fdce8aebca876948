using System.Net;

namespace LuthienProxy.Host.Tests.SignIn;

/// <summary>What a session's cookie opens, what must come with it, and when it no longer does.</summary>
[Trait("Spec", "000-03b")]
public sealed class SessionAccessSpec : GatewaySpec
{
    const string Change = "/admin/policy/deactivate";

    static readonly string[] Readings = ["/debug/calls", "/api/sessions", "/admin/policy/current", "/api/session", "/activity/stream"];

    [Fact]
    public async Task The_cookie_must_open_every_path_that_the_key_opens()
    {
        var (gateway, browser) = await SignInAsync();
        foreach (var path in Readings)
        {
            using var response = await gateway.AskAsync(browser.Request(gateway.Address, path));
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
        await (await gateway.AskAsync(browser.Request(gateway.Address, "/debug/nothing"))).ProblemAsync(HttpStatusCode.NotFound, "no-such-path");
    }

    [Fact]
    public async Task A_change_must_carry_the_token_of_its_session()
    {
        var (gateway, browser) = await SignInAsync();
        var other = await SignedIn.AtAsync(gateway);
        string?[] wrong = [null, "", "wrong", browser.Csrf + "x", browser.Csrf.ToUpperInvariant(), other.Csrf, browser.Cookie];
        foreach (var token in wrong)
        {
            using var request = SignedIn.Request(gateway.Address, Change, browser.Cookie, HttpMethod.Post, token is null ? [] : [("X-Luthien-CSRF", token)]);
            await (await gateway.AskAsync(request)).ProblemAsync(HttpStatusCode.Forbidden, "csrf");
        }
        using var right = await gateway.AskAsync(browser.Request(gateway.Address, Change, HttpMethod.Post));
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("POST", "/admin/policy/validate")]
    [InlineData("DELETE", "/admin/policy/instances/any")]
    [InlineData("DELETE", "/api/session")]
    [InlineData("PUT", "/debug/calls")]
    [InlineData("PATCH", "/api/nothing")]
    public async Task Whatever_is_no_reading_must_carry_it(string method, string path)
    {
        var (gateway, browser) = await SignInAsync();
        using var request = SignedIn.Request(gateway.Address, path, browser.Cookie, new HttpMethod(method));
        await (await gateway.AskAsync(request)).ProblemAsync(HttpStatusCode.Forbidden, "csrf");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "anything")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "")]
    public async Task A_page_of_another_origin_must_get_nothing_although_it_had_the_cookie_sent_and_knew_the_token(string name, string value)
    {
        var (gateway, browser) = await SignInAsync();
        foreach (var (path, method) in (IEnumerable<(string, HttpMethod)>)[(Change, HttpMethod.Post), ("/debug/calls", HttpMethod.Get), ("/activity/stream", HttpMethod.Get), ("/api/session", HttpMethod.Delete)])
            await (await gateway.AskAsync(browser.Request(gateway.Address, path, method, (name, value)))).ProblemAsync(HttpStatusCode.Forbidden, "csrf");
        await (await gateway.AskAsync(SignedIn.Tries(gateway.Address, headers: (name, value)))).ProblemAsync(HttpStatusCode.Forbidden, "csrf");
    }

    [Fact]
    public async Task The_gateways_own_pages_must_pass_also_behind_a_proxy_that_changes_the_host()
    {
        var (gateway, browser) = await SignInAsync();
        var own = gateway.Address.GetLeftPart(UriPartial.Authority);
        (string, string)[][] matrix = [[("Sec-Fetch-Site", "same-origin")], [("Sec-Fetch-Site", "none")], [("Origin", own)], [("Sec-Fetch-Site", "same-origin"), ("Origin", "https://gateway.example"), ("Host", "backend")]];
        foreach (var headers in matrix)
            (await gateway.AskAsync(browser.Request(gateway.Address, Change, HttpMethod.Post, headers))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_that_was_presented_must_decide_alone()
    {
        var (gateway, browser) = await SignInAsync();
        using var right = SignedIn.Request(gateway.Address, Change, browser.Cookie, HttpMethod.Post, ("Authorization", "Bearer " + AdminAsking.Key));
        (await gateway.AskAsync(right)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await gateway.AskAsync(browser.Request(gateway.Address, "/debug/calls", null, ("Authorization", "Bearer wrong")))).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        // A proxy's own sign-in is none of ours.
        (await gateway.AskAsync(browser.Request(gateway.Address, "/debug/calls", null, ("Authorization", "Basic cHJveHk6cHJveHk=")))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_other_cookie_must_open_anything()
    {
        var (gateway, browser) = await SignInAsync();
        var value = browser.Cookie.Split('=')[1];
        List<string> wrong = ["", AdminAsking.Key, value[..^1], value + "A", new string('A', value.Length), new string('!', value.Length)];
        // Every byte counts: of the version, the name, the times and the seal.
        wrong.AddRange(Enumerable.Range(0, value.Length - 1).Select(at => $"{value[..at]}{(value[at] == 'A' ? 'B' : 'A')}{value[(at + 1)..]}"));
        foreach (var cookie in wrong)
        {
            using var response = await gateway.AskAsync(SignedIn.Request(gateway.Address, "/debug/calls", "luthien_session=" + cookie));
            await response.ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        }
    }

    [Fact]
    public async Task The_cookie_must_not_go_upstream_and_be_no_credential_of_a_caller()
    {
        var (gateway, browser) = await SignInAsync();
        using var request = Asking.Request(SimulatorApi.ChatCompletions, key: null);
        request.Headers.TryAddWithoutValidation("Cookie", browser.Cookie);
        (await gateway.AskAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var own = Asking.Request(SimulatorApi.ChatCompletions);
        own.Headers.TryAddWithoutValidation("Cookie", browser.Cookie);
        await gateway.AskAsync(own);
        Upstream.Calls.ShouldHaveSingleItem().Request.Headers.ContainsKey("cookie").ShouldBeFalse();
    }

    async Task<(TestGateway Gateway, SignedIn Browser)> SignInAsync()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        return (gateway, await SignedIn.AtAsync(gateway));
    }
}
