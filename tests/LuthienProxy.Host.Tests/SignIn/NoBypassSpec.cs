using System.Net;
using LuthienProxy.Host.Pages;

namespace LuthienProxy.Host.Tests.SignIn;

/// <summary>Nothing that a request says of where it comes from opens anything: not for this machine, not for a proxy's word.</summary>
[Trait("Spec", "X-11")]
public sealed class NoBypassSpec : GatewaySpec
{
    static readonly string[] Guarded = ["/debug/calls", "/api/session", "/api/sessions", "/admin/policy/current", "/activity/stream"];

    static readonly (string Name, string Value)[][] Matrix =
    [
        [],
        [("Host", "localhost")],
        [("Host", "127.0.0.1")],
        [("X-Forwarded-For", "127.0.0.1")],
        [("X-Forwarded-For", "::1")],
        [("X-Forwarded-For", "127.0.0.1, 203.0.113.9")],
        [("X-Real-IP", "127.0.0.1")],
        [("X-Client-IP", "127.0.0.1")],
        [("True-Client-IP", "127.0.0.1")],
        [("Forwarded", "for=127.0.0.1;host=localhost;proto=https")],
        [("X-Forwarded-Host", "localhost"), ("X-Forwarded-Proto", "https")],
        [("X-Forwarded-User", "admin"), ("X-Remote-User", "admin")],
        [("X-Original-URL", "/health"), ("X-Rewrite-URL", "/health")],
        [("X-HTTP-Method-Override", "GET")],
        [("Sec-Fetch-Site", "same-origin"), ("Origin", "http://localhost")],
        [("X-Luthien-CSRF", "any")],
        [("X-Luthien-Admin-Key", AdminAsking.Key)],
        [("Cookie", "luthien_session=" + AdminAsking.Key)],
    ];

    [Fact]
    public async Task What_is_guarded_must_be_refused_whatever_headers_say()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var headers in Matrix)
        {
            foreach (var path in Guarded)
                (await gateway.AskAsync(SignedIn.Request(gateway.Address, path, null, null, headers))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }
    }

    [Fact]
    public async Task The_pages_must_be_the_same_for_everybody_and_say_nothing_of_the_gateway()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var (path, _) in PageEndpoints.Pages)
        {
            var usual = await gateway.Client.GetStringAsync(path);
            usual.ShouldNotContain(AdminAsking.Key);
            foreach (var headers in Matrix)
            {
                using var response = await gateway.AskAsync(SignedIn.Request(gateway.Address, path, null, null, headers));
                (await response.Content.ReadAsStringAsync()).ShouldBe(usual);
                response.Headers.Contains("Set-Cookie").ShouldBeFalse();
            }
        }
    }

    [Fact]
    public async Task A_session_must_be_the_same_whatever_headers_say_and_no_address_may_have_one_for_nothing()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var headers in Matrix.Where(headers => headers.All(header => header.Name is not ("Cookie" or "Origin" or "Sec-Fetch-Site"))))
            (await gateway.AskAsync(SignedIn.TriesBody(gateway.Address, "{}", headers))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var browser = await SignedIn.AtAsync(gateway);
        foreach (var headers in Matrix.Where(headers => headers.All(header => header.Name is not ("Cookie" or "Origin"))))
            (await gateway.AskAsync(browser.Request(gateway.Address, "/debug/calls", null, headers))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
