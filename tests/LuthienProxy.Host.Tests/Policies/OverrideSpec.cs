using System.Net;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>One call under another policy than the others, at an administrator's word.</summary>
[Trait("Spec", "000-09")]
public sealed class OverrideSpec : GatewaySpec
{
    const string Loud = "HELLO";
    const string Usual = "Hello";

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task A_call_must_run_under_the_newest_version_of_what_it_names_and_the_others_not(SimulatorApi api, bool stream)
    {
        var gateway = await GatewayAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AskAsync(gateway, api, stream, i % 2 == 0 ? "loud" : null)));
        answers.Index().ShouldAllBe(answer => answer.Item.Contains(answer.Index % 2 == 0 ? Loud : Usual, StringComparison.Ordinal));
        (await gateway.RunningAsync()).ShouldBe("quiet@1");
    }

    [Fact]
    public async Task A_version_must_be_had_by_its_number()
    {
        var gateway = await GatewayAsync();
        (await AskAsync(gateway, SimulatorApi.Messages, false, "loud@1")).ShouldContain(Usual, Case.Sensitive);
        (await AskAsync(gateway, SimulatorApi.Messages, false, "loud@2")).ShouldContain(Loud, Case.Sensitive);
    }

    [Theory]
    [EachFormat]
    public async Task What_cannot_be_done_as_asked_must_be_refused_in_the_callers_form_and_nothing_go_upstream(SimulatorApi api)
    {
        var gateway = await GatewayAsync();
        (string? Policy, string? Key, HttpStatusCode Status)[] cases =
        [
            ("loud", null, HttpStatusCode.Unauthorized), ("loud", "", HttpStatusCode.Unauthorized), ("loud", "wrong", HttpStatusCode.Forbidden), ("none", "wrong", HttpStatusCode.Forbidden),
            ("none", AdminAsking.Key, HttpStatusCode.BadRequest), ("loud@9", AdminAsking.Key, HttpStatusCode.BadRequest), ("loud@x", AdminAsking.Key, HttpStatusCode.BadRequest),
            ("a b", AdminAsking.Key, HttpStatusCode.BadRequest), ("", AdminAsking.Key, HttpStatusCode.BadRequest),
        ];
        foreach (var (policy, key, status) in cases)
        {
            using var response = await gateway.AskAsync(Request(api, Asking.Body(api), policy, key));
            (await ClientError.ReadAsync(response, api)).Status.ShouldBe(status, $"{policy} {key}");
        }
        Upstream.Calls.ShouldBeEmpty();
    }

    [Theory]
    [EachFormat]
    public async Task Neither_header_may_go_upstream(SimulatorApi api)
    {
        var gateway = await GatewayAsync();
        using var response = await gateway.AskAsync(Request(api, Asking.Body(api), "loud", AdminAsking.Key));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var call = await Upstream.NextCallAsync();
        call.Request.Headers.Select(header => header.Key).ShouldAllBe(name => !name.StartsWith("x-luthien", StringComparison.OrdinalIgnoreCase));
    }

    static HttpRequestMessage Request(SimulatorApi api, string body, string? policy, string? key)
    {
        var request = Asking.Request(api, body);
        foreach (var (name, value) in new[] { ("X-Luthien-Policy", policy), ("X-Luthien-Admin-Key", key) }.Where(header => header.Item2 is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    static async Task<string> AskAsync(TestGateway gateway, SimulatorApi api, bool stream, string? policy)
    {
        using var response = await gateway.AskAsync(Request(api, Asking.Body(api, stream, "sim/hello"), policy, policy is null ? null : AdminAsking.Key));
        return await response.Content.ReadAsStringAsync();
    }

    async Task<TestGateway> GatewayAsync()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.EnableAsync("quiet", "NoOp");
        await gateway.DoneAsync("create", """{ "name": "loud", "policy": "NoOp" }""");
        await gateway.DoneAsync("create", """{ "name": "loud", "policy": "AllCaps" }""");
        return gateway;
    }
}
