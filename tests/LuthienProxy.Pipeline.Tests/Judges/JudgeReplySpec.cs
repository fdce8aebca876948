using System.Net;
using Luthien.TestKit;
using LuthienProxy.Pipeline.Judges;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Judges;

/// <summary>What a judge's reply is taken for: an answer, a reason to ask again, or a reason not to.</summary>
public sealed class JudgeReplySpec
{
    static readonly ManualTime Time = new();

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.Forbidden, false)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.Redirect, false)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    public async Task A_refusal_must_say_whether_to_ask_again_and_never_quote_the_reply(HttpStatusCode status, bool mayRetry)
    {
        var failed = await FailedAsync(new HttpResponseMessage(status) { Content = new StringContent("sk-secret") });

        (failed.Cause.MayRetry, failed.IsBroken).ShouldBe((mayRetry, mayRetry));
        failed.Cause.Message.ShouldSatisfyAllConditions(words => words.ShouldContain("'judge'"), words => words.ShouldNotContain("sk-secret"));
    }

    [Fact]
    public async Task A_wait_that_is_asked_for_must_be_read_as_seconds_or_as_a_date_that_is_still_to_come()
    {
        var at = Time.GetUtcNow();

        (await WaitAsync(new(TimeSpan.FromSeconds(7)))).ShouldBe(TimeSpan.FromSeconds(7));
        (await WaitAsync(new(at + TimeSpan.FromSeconds(9)))).ShouldBe(TimeSpan.FromSeconds(9));
        (await WaitAsync(new(at - TimeSpan.FromSeconds(9)))).ShouldBeNull();
        (await WaitAsync(null)).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"id":"x","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"half"},"finish_reason":"length"}]}""", false)]
    [InlineData("""{"id":"x","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":""},"finish_reason":"content_filter"}]}""", false)]
    [InlineData("""{"error":{"message":"sk-secret","type":"server_error"}}""", true)]
    public async Task A_reply_without_an_answer_must_be_a_failure(string body, bool isBroken)
    {
        var failed = await FailedAsync(new HttpResponseMessage { Content = new StringContent(body) });

        failed.IsBroken.ShouldBe(isBroken);
        failed.Cause.Message.ShouldNotContain("sk-secret");
    }

    [Fact]
    public async Task A_reply_that_is_too_long_must_be_a_failure() =>
        (await FailedAsync(new HttpResponseMessage { Content = new StringContent(new string(' ', 5000)) })).Cause.Message.ShouldContain("4096");

    [Fact]
    public async Task Only_the_first_choice_s_text_must_be_the_answer() =>
        (await ReadAsync(new HttpResponseMessage
        {
            Content = new StringContent("""{"id":"x","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"yes"},"finish_reason":"stop"},{"index":1,"message":{"role":"assistant","content":"no"},"finish_reason":"stop"}]}"""),
        })).ShouldBeOfType<JudgeOutcome.Answered>().Text.ShouldBe("yes");

    static async Task<TimeSpan?> WaitAsync(System.Net.Http.Headers.RetryConditionHeaderValue? asked)
    {
        var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter = asked;
        return (await FailedAsync(response)).Cause.RetryAfter;
    }

    static async Task<JudgeOutcome.Failed> FailedAsync(HttpResponseMessage response) => (await ReadAsync(response)).ShouldBeOfType<JudgeOutcome.Failed>();

    static async Task<JudgeOutcome> ReadAsync(HttpResponseMessage response)
    {
        using var upstream = new Upstream(new UpstreamOptions { Name = "judge", Provider = Provider.OpenAI, BaseUrl = new Uri("http://judge.invalid") });
        using (response)
            return await JudgeReply.ReadAsync(response, upstream, maxBytes: 4096, Time, CancellationToken.None);
    }
}
