using System.Net;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary>What travels upstream and what comes back, over real connections.</summary>
[Trait("Spec", "H9")]
public sealed class HeadersSpec : GatewaySpec
{
    [Theory]
    [InlineData("anthropic-version", "2023-06-01")]
    [InlineData("anthropic-beta", "a-1,b-2")]
    [InlineData("openai-beta", "responses=v1")]
    [InlineData("x-codex-turn-metadata", "{\"n\":1}")]
    [InlineData("session-id", "0198")]
    [InlineData("User-Agent", "claude-cli/2.1 (external, cli)")]
    [InlineData("x-stainless-retry-count", "0")]
    [InlineData("x-nobody-knows-this", "a b; c=\"d\", e")]
    [InlineData("Accept", "text/event-stream")]
    public async Task What_the_provider_may_understand_must_reach_it_unchanged(string name, string value)
    {
        (await SentAsync($"{name}: {value}"))[name].ShouldBe(value);
    }

    [Theory]
    [InlineData("keep-alive: timeout=5")]
    [InlineData("te: trailers")]
    [InlineData("proxy-authorization: Basic abc")]
    [InlineData("proxy-connection: keep-alive")]
    [InlineData("cookie: session=1")]
    [InlineData("forwarded: for=1.2.3.4")]
    [InlineData("x-forwarded-for: 1.2.3.4")]
    [InlineData("x-forwarded-proto: https")]
    [InlineData("x-luthien-admin-key: secret")]
    [InlineData("accept-encoding: zstd")]
    public async Task What_lies_between_the_client_and_the_gateway_must_stay_there(string header)
    {
        var (name, value) = (header[..header.IndexOf(':')], header[(header.IndexOf(':') + 2)..]);
        (await SentAsync(header)).GetValueOrDefault(name, "").ShouldNotContain(value);
    }

    [Fact]
    public async Task What_Connection_names_must_not_go_upstream()
    {
        var sent = await SentAsync("connection: x-only-for-you", "x-only-for-you: 1", "x-for-all: 2");
        sent.Keys.ShouldNotContain("x-only-for-you");
        sent.Keys.ShouldContain("x-for-all");
    }

    [Fact]
    public async Task The_upstream_must_be_named_as_its_host() => (await SentAsync())["host"].ShouldBe(Upstream.Address.Authority);

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task Any_query_must_reach_the_upstream(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync();
        await gateway.AskAsync(api, Asking.Body(api, stream), query: "?beta=true&x=%2Fa+b&y");
        (await Upstream.NextCallAsync()).Request.Query.ShouldBe("?beta=true&x=%2Fa+b&y");
    }

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task What_the_client_reads_must_come_back_and_what_concerns_the_connection_must_not(SimulatorApi api, bool stream)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("hi") with
        {
            Headers = [new("request-id", "req_1"), new("x-request-id", "req_2"), new("x-ratelimit-remaining-tokens", "7"), new("openai-model", "m"), new("x-new", "n"), new("set-cookie", "a=b"), new("x-luthien-forged", "1"), new("keep-alive", "timeout=1")],
        });
        var gateway = await StartAsync();
        var response = await gateway.AskAsync(api, Asking.Body(api, stream));
        string[] names = ["request-id", "x-request-id", "x-ratelimit-remaining-tokens", "openai-model", "x-new"];
        names.Where(name => !response.Headers.Contains(name)).ShouldBeEmpty();
        string[] kept = ["set-cookie", "x-luthien-forged", "keep-alive"];
        kept.Where(response.Headers.Contains).ShouldBeEmpty();
        response.Headers.GetValues("X-Luthien-Transaction-Id").ShouldHaveSingleItem().Length.ShouldBe(32);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_must_not_be_followed_with_a_credential(int status)
    {
        Upstream.Answers.Then(new ScriptedAnswer { Parts = [], Error = new ErrorAnswer(status, "moved") { Headers = [new("location", Upstream.Address + "v1/messages")] } });
        var gateway = await StartAsync();
        var response = await gateway.AskAsync(SimulatorApi.Messages);
        ((int)response.StatusCode).ShouldBe(status);
        Upstream.Calls.ShouldHaveSingleItem();
    }

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "H8")]
    [Trait("Spec", "I-34")]
    public async Task An_upstreams_error_must_keep_its_status_body_and_headers(SimulatorApi api, bool stream)
    {
        const string body = """{"error":{"type":"rate_limit_error","message":"slow down","n":12345678901234567890}}""";
        Upstream.Answers.Then(new ScriptedAnswer
        {
            Parts = [],
            Error = new ErrorAnswer(429, "") { RawBody = body, Headers = [new("retry-after", "7"), new("retry-after-ms", "7000"), new("x-should-retry", "true"), new("anthropic-ratelimit-requests-remaining", "0")] },
        });
        var gateway = await StartAsync();
        var response = await gateway.AskAsync(api, Asking.Body(api, stream));
        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);
        string[] names = ["retry-after", "retry-after-ms", "x-should-retry", "anthropic-ratelimit-requests-remaining"];
        names.Select(name => response.Headers.GetValues(name).Single()).ShouldBe(["7", "7000", "true", "0"]);
    }

    /// <summary>The headers that reach the upstream when these lines are sent by hand.</summary>
    async Task<IReadOnlyDictionary<string, string>> SentAsync(params string[] headers)
    {
        var gateway = await StartAsync();
        await RawHttp.AskAsync(gateway.Address, "POST /v1/messages HTTP/1.1", ["content-type: application/json", "x-api-key: own", .. headers], Asking.Body(SimulatorApi.Messages));
        return (await Upstream.NextCallAsync()).Request.Headers;
    }
}
