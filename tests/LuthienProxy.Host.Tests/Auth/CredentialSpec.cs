using System.Net;

namespace LuthienProxy.Host.Tests.Auth;

/// <summary>Who may call, and which credential the upstream gets: every mode × kind of key × header × format.</summary>
[Trait("Spec", "H13")]
public sealed class CredentialSpec : GatewaySpec
{
    const string ProxyKey = "proxy-key-of-the-gateway";
    const string AdminKey = "admin-key-of-the-gateway";
    const string Refused = "401 authentication";

    static readonly string[] Credentials = ["authorization", "x-api-key", "api-key"];

    [Theory]
    [InlineData("client_key", ProxyKey, "server")]
    [InlineData("client_key", Asking.OwnKey, "refused")]
    [InlineData("client_key", AdminKey, "refused")]
    [InlineData("passthrough", ProxyKey, "refused")]
    [InlineData("passthrough", Asking.OwnKey, "own")]
    [InlineData("passthrough", AdminKey, "refused")]
    [InlineData("both", ProxyKey, "server")]
    [InlineData("both", Asking.OwnKey, "own")]
    [InlineData("both", AdminKey, "refused")]
    public async Task The_upstream_must_get_the_credential_that_the_mode_chooses_from_every_header_in_every_format(string mode, string key, string chosen)
    {
        var gateway = await StartAsync(mode);
        foreach (var api in Enum.GetValues<SimulatorApi>())
            foreach (var header in Credentials)
                (await SeenAsync(gateway, api, (header, ValueOf(header, key)))).ShouldBe(Expected(api, header, key, chosen), $"{api} {header}");
    }

    [Theory]
    [InlineData("client_key")]
    [InlineData("passthrough")]
    [InlineData("both")]
    public async Task Nobody_may_call_an_upstream_without_a_credential(string mode)
    {
        var gateway = await StartAsync(mode);
        foreach (var api in Enum.GetValues<SimulatorApi>())
        {
            (await SeenAsync(gateway, api)).ShouldBe(Refused);
            (await SeenAsync(gateway, api, ("authorization", "Bearer "), ("x-api-key", " "))).ShouldBe(Refused);
        }
    }

    [Fact]
    public async Task The_proxys_key_must_count_beside_a_key_of_the_clients_own_and_neither_go_upstream()
    {
        var gateway = await StartAsync("both");
        (await SeenAsync(gateway, SimulatorApi.Messages, ("authorization", $"Bearer {ProxyKey}"), ("x-api-key", Asking.OwnKey))).ShouldBe("x-api-key: anthropic-key-of-the-server");
    }

    [Theory]
    [InlineData(SimulatorApi.Messages, "x-api-key: second-key")]
    [InlineData(SimulatorApi.ChatCompletions, "authorization: Bearer first-key")]
    [InlineData(SimulatorApi.Responses, "authorization: Bearer first-key")]
    public async Task Of_two_own_keys_only_the_one_that_the_api_reads_first_must_go_upstream(SimulatorApi api, string seen)
    {
        var gateway = await StartAsync("passthrough");
        (await SeenAsync(gateway, api, ("authorization", "Bearer first-key"), ("x-api-key", "second-key"))).ShouldBe(seen);
    }

    [Fact]
    public async Task A_prefix_of_the_proxys_key_must_not_be_taken_for_it()
    {
        var gateway = await StartAsync("client_key");
        (await SeenAsync(gateway, SimulatorApi.Messages, ("x-api-key", ProxyKey[..^1]))).ShouldBe(Refused);
        (await SeenAsync(gateway, SimulatorApi.Messages, ("x-api-key", ProxyKey.ToUpperInvariant()))).ShouldBe(Refused);
    }

    [Theory]
    [EachFormat]
    public async Task Simulated_models_must_need_no_credential_but_in_client_key_mode(SimulatorApi api)
    {
        var body = Asking.Body(api, model: "sim/hello");
        var open = await StartAsync("both");
        (await open.AskAsync(api, body, key: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var strict = await StartAsync("client_key");
        (await ClientError.ReadAsync(await strict.AskAsync(api, body, key: null), api)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await strict.AskAsync(api, body, key: ProxyKey)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [EachFormat]
    public async Task A_large_body_without_a_credential_must_be_told_of_the_credential_and_not_of_its_size(SimulatorApi api)
    {
        var gateway = await StartAsync("both");
        var large = Asking.Body(api, more: $",\"metadata\":{{\"x\":\"{new string('x', 100_000)}\"}}");
        (await ClientError.ReadAsync(await gateway.AskAsync(api, large, key: null), api)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?after=x")]
    public async Task Token_counts_and_model_lists_must_ask_for_a_credential_too(string query)
    {
        var gateway = await StartAsync("client_key");
        (await gateway.Client.GetAsync("/v1/models" + query)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var count = new HttpRequestMessage(HttpMethod.Post, "/v1/messages/count_tokens" + query) { Content = new StringContent(Asking.Body(SimulatorApi.Messages)) };
        (await gateway.AskAsync(count)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    Task<TestGateway> StartAsync(string mode) => StartAsync("", ("AUTH_MODE", mode), ("PROXY_API_KEY", ProxyKey), ("ADMIN_API_KEY", AdminKey),
        ("ANTHROPIC_API_KEY", "anthropic-key-of-the-server"), ("OPENAI_API_KEY", "openai-key-of-the-server"));

    /// <summary>The credentials that reached the upstream, or the status and kind of the refusal.</summary>
    async Task<string> SeenAsync(TestGateway gateway, SimulatorApi api, params (string Name, string Value)[] headers)
    {
        var before = Upstream.Calls.Count;
        var request = Asking.Request(api, key: null);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await gateway.AskAsync(request);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            Upstream.Calls.Count.ShouldBe(before);
            var error = await ClientError.ReadAsync(response, api);
            error.Type.ShouldBe(api == SimulatorApi.Messages ? "authentication_error" : "invalid_api_key");
            return $"{(int)error.Status} authentication";
        }
        var seen = Upstream.Calls[^1].Request.Headers;
        seen.Values.Where(value => value.Contains(ProxyKey) || value.Contains(AdminKey)).ShouldBeEmpty();
        return string.Join(" and ", Credentials.Where(seen.ContainsKey).Select(name => $"{name}: {seen[name]}"));
    }

    static string Expected(SimulatorApi api, string header, string key, string chosen) => (chosen, api) switch
    {
        ("refused", _) => Refused,
        ("own", _) => $"{header}: {ValueOf(header, key)}",
        (_, SimulatorApi.Messages) => "x-api-key: anthropic-key-of-the-server",
        _ => "authorization: Bearer openai-key-of-the-server",
    };

    static string ValueOf(string header, string key) => header == "authorization" ? $"Bearer {key}" : key;
}
