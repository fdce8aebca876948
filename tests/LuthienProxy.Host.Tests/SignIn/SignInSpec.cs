using System.Net;

namespace LuthienProxy.Host.Tests.SignIn;

/// <summary>The admin key for a cookie: what the browser gets, and what everybody else hears.</summary>
[Trait("Spec", "000-03b")]
public sealed class SignInSpec : GatewaySpec
{
    [Fact]
    public async Task The_key_must_bring_a_cookie_that_scripts_and_other_sites_cannot_use_and_that_goes_with_the_browser()
    {
        var gateway = await StartAsync();
        using var response = await gateway.AskAsync(SignedIn.Tries(gateway.Address));
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("Set-Cookie").Single().ShouldMatch("^luthien_session=[A-Za-z0-9_-]{87}; path=/; samesite=strict; httponly$");
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("HTTPS, http", true)]
    [InlineData("http, https", true)]
    [InlineData("http", false)]
    [InlineData("", false)]
    public async Task Behind_TLS_the_cookie_must_not_go_out_without_it(string forwarded, bool isSecure)
    {
        var gateway = await StartAsync();
        using var response = await gateway.AskAsync(SignedIn.Tries(gateway.Address, headers: ("X-Forwarded-Proto", forwarded)));
        response.Headers.GetValues("Set-Cookie").Single().Contains("; secure", StringComparison.Ordinal).ShouldBe(isSecure);
    }

    [Fact]
    public async Task A_key_that_was_pasted_with_a_line_break_must_be_taken()
    {
        var gateway = await StartAsync();
        (await gateway.AskAsync(SignedIn.Tries(gateway.Address, $" {AdminAsking.Key}\n"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData(AdminAsking.Key + "x")]
    [InlineData("Bearer " + AdminAsking.Key)]
    [InlineData("ключ")]
    public async Task A_wrong_key_must_be_told_plainly_and_bring_nothing(string key)
    {
        var gateway = await StartAsync();
        using var response = await gateway.AskAsync(SignedIn.Tries(gateway.Address, key));
        await response.ProblemAsync(HttpStatusCode.Unauthorized, "wrong-key");
        SignedIn.CookieOf(response).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[\"" + AdminAsking.Key + "\"]")]
    [InlineData("\"" + AdminAsking.Key + "\"")]
    [InlineData("{\"key\":null}")]
    [InlineData("{\"key\":7}")]
    [InlineData("{\"Key\":\"" + AdminAsking.Key + "\"}")]
    [InlineData("{\"key\":\"" + AdminAsking.Key + "\",\"more\":1}")]
    [InlineData("{\"key\":\"wrong\",\"key\":\"" + AdminAsking.Key + "\"}")]
    [InlineData("{\"key\":\"\\ud800\"}")]
    [InlineData("key=" + AdminAsking.Key)]
    public async Task A_body_of_another_form_must_be_refused(string body)
    {
        var gateway = await StartAsync();
        await (await gateway.AskAsync(SignedIn.TriesBody(gateway.Address, body))).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
    }

    [Fact]
    public async Task A_body_without_end_must_be_refused()
    {
        var gateway = await StartAsync();
        await (await gateway.AskAsync(SignedIn.Tries(gateway.Address, new string('k', 4096)))).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task A_key_in_the_address_must_not_be_looked_at()
    {
        var gateway = await StartAsync();
        using var request = SignedIn.Request(gateway.Address, "/api/session?key=" + AdminAsking.Key, null, HttpMethod.Post);
        await (await gateway.AskAsync(request)).ProblemAsync(HttpStatusCode.BadRequest, "unknown-parameter");
    }

    [Fact]
    public async Task Without_a_session_there_must_be_none_to_see_or_to_end()
    {
        var gateway = await StartAsync();
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Delete])
        {
            await (await gateway.AskAsync(SignedIn.Request(gateway.Address, "/api/session", null, method))).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
            await (await gateway.AdminAsync("/api/session", method)).ProblemAsync(HttpStatusCode.NotFound, "no-session");
        }
    }

    [Fact]
    public async Task Another_method_must_be_refused()
    {
        var gateway = await StartAsync();
        using var response = await gateway.AdminAsync("/api/session", HttpMethod.Put);
        await response.ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        response.Content.Headers.Allow.ShouldBe(["POST", "GET", "DELETE"]);
    }

    Task<TestGateway> StartAsync() => StartAsync("", AdminAsking.Variable);
}
