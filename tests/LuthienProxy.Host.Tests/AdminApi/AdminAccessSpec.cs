using System.Net;

namespace LuthienProxy.Host.Tests.AdminApi;

/// <summary>Who may ask the admin API, and what everybody else hears.</summary>
[Trait("Spec", "X-11")]
public sealed class AdminAccessSpec : GatewaySpec
{
    const string ProxyKey = "proxy-key-of-the-tests";

    static readonly string[] Roots = ["/debug", "/debug/calls", "/api/sessions", "/api/nothing", "/admin", "/admin/journal/archive", "/admin/nothing/at/all"];

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer " + AdminAsking.Key + "x")]
    [InlineData("Bearer Bearer " + AdminAsking.Key)]
    [InlineData("Bearer " + ProxyKey)]
    [InlineData(AdminAsking.Key)]
    [InlineData("Basic " + AdminAsking.Key)]
    public async Task Whoever_does_not_present_the_admin_key_as_a_bearer_must_be_refused_also_on_this_machine(string? authorization)
    {
        var gateway = await StartAsync();
        foreach (var path in Roots)
        {
            var response = await gateway.AdminAsync(path, authorization: authorization);
            await response.ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        }
    }

    [Theory]
    [InlineData("x-api-key", AdminAsking.Key)]
    [InlineData("api-key", AdminAsking.Key)]
    [InlineData("x-luthien-admin-key", AdminAsking.Key)]
    [InlineData("cookie", "key=" + AdminAsking.Key)]
    public async Task No_other_header_may_open_it(string name, string value)
    {
        var gateway = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/debug/calls?key=" + AdminAsking.Key);
        request.Headers.TryAddWithoutValidation(name, value);
        await (await gateway.AskAsync(request)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Two_credentials_must_be_refused_although_one_of_them_is_the_key()
    {
        var gateway = await StartAsync();
        var reply = await RawHttp.AskAsync(gateway.Address, "GET /debug/calls HTTP/1.1", [$"authorization: Bearer {AdminAsking.Key}", "authorization: Bearer other"]);
        reply.ShouldStartWith("HTTP/1.1 401");
    }

    [Theory]
    [InlineData("Bearer " + AdminAsking.Key)]
    [InlineData("bearer   " + AdminAsking.Key)]
    public async Task The_admin_key_must_open_it_and_what_is_not_there_be_a_problem_too(string authorization)
    {
        var gateway = await StartAsync();
        foreach (var path in (string[])["/debug", "/debug/nothing", "/api/nothing.json", "/admin/nothing/at/all"])
            await (await gateway.AdminAsync(path, authorization: authorization)).ProblemAsync(HttpStatusCode.NotFound, "no-such-path");
    }

    [Fact]
    public async Task Paths_beside_the_admin_APIs_roots_must_be_refused_in_the_form_of_the_providers()
    {
        var gateway = await StartAsync();
        foreach (var path in (string[])["/debugger", "/apis", "/v1/debug/calls", "/administrator"])
            (await ClientError.ReadAsync(await gateway.AdminAsync(path), SimulatorApi.ChatCompletions)).Status.ShouldBe(HttpStatusCode.NotFound, path);
    }

    Task<TestGateway> StartAsync() => StartAsync("", AdminAsking.Variable, ("PROXY_API_KEY", ProxyKey));
}
