using System.Net;

namespace LuthienProxy.Host.Tests.SignIn;

/// <summary>A session that was signed out is over on the server too: for requests that come, and for those that run.</summary>
[Trait("Spec", "000-03b")]
public sealed class SignOutSpec : GatewaySpec
{
    [Fact]
    public async Task Signing_out_must_take_the_cookie_back_and_end_the_session_on_the_server()
    {
        var gateway = await StartAsync();
        var browser = await SignedIn.AtAsync(gateway);
        using var response = await gateway.AskAsync(browser.Request(gateway.Address, "/api/session", HttpMethod.Delete));
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.Headers.GetValues("Set-Cookie").Single().ShouldMatch("^luthien_session=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; samesite=strict; httponly$");
        foreach (var path in (string[])["/debug/calls", "/api/session", "/activity/stream"])
            await (await gateway.AskAsync(browser.Request(gateway.Address, path))).ProblemAsync(HttpStatusCode.Unauthorized, "session-ended");
    }

    [Fact]
    public async Task Other_sessions_must_go_on()
    {
        var gateway = await StartAsync();
        var (leaving, staying) = (await SignedIn.AtAsync(gateway), await SignedIn.AtAsync(gateway));
        await gateway.AskAsync(leaving.Request(gateway.Address, "/api/session", HttpMethod.Delete));
        (await gateway.AskAsync(staying.Request(gateway.Address, "/debug/calls"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stream_that_the_session_opened_must_end_with_it_and_those_of_others_go_on()
    {
        var gateway = await StartAsync();
        var (leaving, staying) = (await SignedIn.AtAsync(gateway), await SignedIn.AtAsync(gateway));
        using var ended = await gateway.AskAsync(leaving.Request(gateway.Address, "/activity/stream"));
        using var open = await gateway.AskAsync(staying.Request(gateway.Address, "/activity/stream"));
        await using var stream = await ended.Content.ReadAsStreamAsync();
        await gateway.AskAsync(leaving.Request(gateway.Address, "/api/session", HttpMethod.Delete));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<IOException>(stream.CopyToAsync(Stream.Null, patience.Token));
        await using var other = await open.Content.ReadAsStreamAsync();
        (await other.ReadAsync(new byte[1], patience.Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Gateways_with_one_key_must_take_each_others_sessions_and_know_the_sign_outs_that_they_were_told()
    {
        var (first, second) = (await StartAsync(), await StartAsync());
        var browser = await SignedIn.AtAsync(second);
        using var change = await first.AskAsync(browser.Request(first.Address, "/admin/policy/deactivate", HttpMethod.Post));
        change.StatusCode.ShouldBe(HttpStatusCode.OK);
        await first.AskAsync(browser.Request(first.Address, "/api/session", HttpMethod.Delete));
        (await first.AskAsync(browser.Request(first.Address, "/debug/calls"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // Decision 0011: the browser has given its cookie away; a copy is good where nobody was told.
        (await second.AskAsync(browser.Request(second.Address, "/debug/calls"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_gateway_with_another_key_must_not_take_it()
    {
        var other = await StartAsync("", ("ADMIN_API_KEY", "another-key"));
        var browser = await SignedIn.AtAsync(await StartAsync());
        await (await other.AskAsync(browser.Request(other.Address, "/debug/calls"))).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    Task<TestGateway> StartAsync() => StartAsync("", AdminAsking.Variable);
}
