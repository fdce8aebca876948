using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>Headers go on record by a list, and no credential ever does.</summary>
public sealed class RecordedHeadersSpec
{
    [Theory]
    [InlineData("content-type")]
    [InlineData("User-Agent")]
    [InlineData("anthropic-version")]
    [InlineData("anthropic-beta")]
    [InlineData("OpenAI-Beta")]
    [InlineData("x-stainless-lang")]
    [InlineData("x-codex-turn-metadata")]
    [InlineData("session_id")]
    [InlineData("x-request-id")]
    [InlineData("anthropic-ratelimit-requests-remaining")]
    [InlineData("x-ratelimit-remaining-tokens")]
    [InlineData("retry-after")]
    public void What_helps_to_understand_a_call_must_be_recorded(string name) => RecordedHeaders.IsRecorded(name).ShouldBeTrue();

    [Theory]
    [InlineData("Authorization")]
    [InlineData("x-api-key")]
    [InlineData("api-key")]
    [InlineData("Cookie")]
    [InlineData("Set-Cookie")]
    [InlineData("Proxy-Authorization")]
    [InlineData("X-Luthien-Admin-Key")]
    [InlineData("x-anything-else")]
    [InlineData("openai")]
    public void Whatever_is_not_on_the_list_must_not_be_recorded(string name)
    {
        RecordedHeaders.IsRecorded(name).ShouldBeFalse();
        RecordedHeaders.Of([new(name, "value")]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sk-ant-REDACTED")]
    [InlineData("sk-proj-abcdefghijklmnop")]
    [InlineData("Bearer abcdefghijklmnop")]
    [InlineData("basic dXNlcjpwYXNz")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwx")]
    [InlineData("github_pat_11ABCDEFG0abcdefghijkl")]
    [InlineData("xoxb-1234567890-abcdef")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("AIzaSyA1234567890abcdefghijklmnop")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl")]
    [InlineData("https://user:hunter2@example.com/repo.git", "hunter2")]
    [InlineData("{\"api_key\":\"abcdefgh\"}", "abcdefgh")]
    [InlineData("{\\\"password\\\":\\\"abcdefgh\\\"}", "abcdefgh")]
    public void A_credential_in_a_header_that_is_recorded_must_be_masked(string value, string? secret = null)
    {
        var recorded = RecordedHeaders.Of([new("x-codex-turn-metadata", $"before {value} after")])[0].Value;
        recorded.ShouldNotContain(secret ?? value);
        recorded.ShouldContain("***");
        recorded.ShouldStartWith("before ");
        recorded.ShouldEndWith("after");
    }

    [Theory]
    [InlineData("claude-cli/2.0.1 (external, cli)")]
    [InlineData("text/event-stream; charset=utf-8")]
    [InlineData("interleaved-thinking-2025-05-14,oauth-2025-04-20")]
    [InlineData("req_011CSHoEeqs5C35K2UUqR7Fy")]
    [InlineData("https://example.com/repo.git")]
    public void What_is_no_credential_must_stay_as_it_is(string value) => RecordedHeaders.Of([new("user-agent", value)])[0].Value.ShouldBe(value);

    [Fact]
    public void A_value_must_be_bounded() => RecordedHeaders.Of([new("x-codex-turn-metadata", new string('a', 100_000))])[0].Value.Length.ShouldBe(4096);
}
