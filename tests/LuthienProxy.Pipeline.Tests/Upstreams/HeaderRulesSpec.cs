using LuthienProxy.Pipeline.Upstreams;

namespace LuthienProxy.Pipeline.Tests.Upstreams;

[Trait("Spec", "H9")]
public sealed class HeaderRulesSpec
{
    [Theory]
    [InlineData("anthropic-beta")]
    [InlineData("anthropic-version")]
    [InlineData("openai-beta")]
    [InlineData("x-codex-turn-metadata")]
    [InlineData("session-id")]
    [InlineData("User-Agent")]
    [InlineData("Content-Type")]
    [InlineData("x-unknown")]
    public void What_the_provider_understands_must_go_upstream(string name) => HeaderRules.GoesUpstream(name).ShouldBeTrue();

    [Theory]
    [InlineData("Connection")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Host")]
    [InlineData("Content-Length")]
    [InlineData("Accept-Encoding")]
    [InlineData("Cookie")]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Luthien-Policy")]
    [InlineData("Authorization")]
    [InlineData("x-api-key")]
    [InlineData("api-key")]
    public void What_is_between_the_client_and_the_gateway_must_stay_here(string name) => HeaderRules.GoesUpstream(name).ShouldBeFalse();

    [Theory]
    [InlineData("retry-after")]
    [InlineData("retry-after-ms")]
    [InlineData("x-should-retry")]
    [InlineData("request-id")]
    [InlineData("x-request-id")]
    [InlineData("anthropic-ratelimit-requests-remaining")]
    [InlineData("x-ratelimit-limit-tokens")]
    [InlineData("openai-model")]
    public void What_the_client_reads_must_come_back(string name) => HeaderRules.ComesBack(name).ShouldBeTrue();

    [Theory]
    [InlineData("Set-Cookie")]
    [InlineData("Content-Length")]
    [InlineData("Content-Encoding")]
    [InlineData("Transfer-Encoding")]
    public void What_concerns_the_upstreams_connection_must_not_come_back(string name) => HeaderRules.ComesBack(name).ShouldBeFalse();
}
