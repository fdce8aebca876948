using LuthienProxy.Pipeline.Replays;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Upstreams;

/// <summary>What goes to an upstream once and no further, what comes back within its bound, and what is asked again of the record alone.</summary>
public sealed class SendingSpec : GatewayHarness
{
    [Theory]
    [InlineData(Provider.Anthropic, "sk-1", "x-api-key", "sk-1")]
    [InlineData(Provider.OpenAI, "sk-1", "Authorization", "Bearer sk-1")]
    [InlineData(Provider.OpenAI, null, null, null)]
    [Trait("Spec", "X-01")]
    public void The_server_s_key_must_travel_as_its_provider_wants_it_and_never_be_shown(Provider provider, string? key, string? header, string? value)
    {
        var credential = Credential.OfServer(new() { Name = "u", Provider = provider, BaseUrl = new Uri("http://u.invalid"), ApiKey = key });

        (credential?.HeaderName, credential?.HeaderValue).ShouldBe((header, value));
        $"{credential}".ShouldNotContain("sk-1");
    }

    [Fact]
    [Trait("Spec", "H11")]
    public async Task A_body_must_be_sent_once_and_a_second_sending_be_refused()
    {
        using var content = new OnceContent("{}"u8.ToArray());
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        content.WasSent.ShouldBeFalse();

        await content.CopyToAsync(first);

        (content.WasSent, content.Headers.ContentLength).ShouldBe((true, 2));
        (await Should.ThrowAsync<HttpRequestException>(() => content.CopyToAsync(second))).HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
        (first.Length, second.Length).ShouldBe((2, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_larger_than_its_bound_must_become_an_error_that_names_the_setting(bool isRelayed)
    {
        Options = Options with { MaxResponseBytes = 100 };
        Upstream.Answers.Then(isRelayed ? ScriptedAnswer.Fails(400, new string('x', 500)) : ScriptedAnswer.SaysLong(50));
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client, stream: false));

        (ErrorOf(outcome).Code, client.Head!.Status).ShouldBe(("upstream_too_large", 502));
        (await client.ReadAllAsync()).ShouldContain("limits.response-body");
    }

    [Fact]
    public async Task A_question_of_a_recorded_call_must_be_answered_from_its_record_or_not_at_all()
    {
        var question = new JudgeQuestion("m", "Judge it.", "hello");
        JudgeCalled Past(Payload? answer, string? failure = null) => new() { Policy = "p", Upstream = "judge", Model = "m", Question = question.Fingerprint, Answer = answer, Failure = failure };
        var answered = new RecordedJudges([Past(null), Past(new Payload.Whole("yes"u8.ToArray()))]);
        var failed = new RecordedJudges([Past(null, "it was down.")]);
        var unknown = new RecordedJudges([Past(null)]);
        var passedOn = new RecordedJudges([], answered);

        (await answered.Find("judge").AskAsync(question, default)).ShouldBe("yes");
        (await passedOn.Find("judge").AskAsync(question, default)).ShouldBe("yes");
        await Should.ThrowAsync<JudgeException>(() => failed.Find("judge").AskAsync(question, default).AsTask());
        await Should.ThrowAsync<JudgeException>(() => unknown.Find("judge").AskAsync(question, default).AsTask());
        await Should.ThrowAsync<JudgeException>(() => answered.Find("other").AskAsync(question, default).AsTask());
        (answered.Recalled, answered.NotAsked, passedOn.Asked, unknown.NotAsked).ShouldBe((2, 1, 1, 1));
    }

    [Fact]
    public async Task A_recorded_body_must_be_read_forward_piece_by_piece_and_by_waiting_only()
    {
        using var body = new RecordedBody([new byte[] { 1, 2, 3 }, ReadOnlyMemory<byte>.Empty, new byte[] { 4 }], PastEnd.Clean.Instance);
        var buffer = new byte[2];

        (body.CanRead, body.CanSeek, body.CanWrite).ShouldBe((true, false, false));
        foreach (var expected in (int[])[2, 1, 1, 0, 0])
            (await body.ReadAsync(buffer, CancellationToken.None)).ShouldBe(expected);
        foreach (var other in (Action[])[() => body.ReadByte(), () => body.Seek(0, SeekOrigin.Begin), () => body.SetLength(0), () => body.Write(buffer, 0, 1), () => _ = body.Length, () => _ = body.Position, () => body.Position = 0])
            Should.Throw<NotSupportedException>(other);
        await Should.ThrowAsync<OperationCanceledException>(() => body.ReadAsync(buffer, new CancellationToken(canceled: true)).AsTask());
    }
}
