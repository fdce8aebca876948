using System.Net;
using System.Net.Sockets;
using Luthien.TestKit;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Judges;

public sealed class JudgeFailureSpec : JudgeHarness
{
    [Theory]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(529, true)]
    [Trait("Spec", "I-55")]
    public async Task A_refusal_must_say_whether_asking_again_can_help_and_quote_nothing(int status, bool mayRetry)
    {
        Upstream.Answers.Then(ScriptedAnswer.Fails(status, $"bad key {Key} for {Question.Content}"));
        var failure = await RefusedAsync(Judges());
        failure.MayRetry.ShouldBe(mayRetry);
        failure.ToString().ShouldNotContain(Key);
        failure.ToString().ShouldNotContain("hello");
    }

    [Fact]
    public async Task A_judge_that_asks_for_time_must_be_heard()
    {
        Upstream.Answers.Then(ScriptedAnswer.Of() with { Error = new ErrorAnswer(429, "slow down") { Headers = [new("retry-after", "7")] } });
        (await RefusedAsync(Judges())).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public async Task A_redirect_must_not_be_followed(int status)
    {
        var elsewhere = new Uri(Upstream.Address, "/v1/messages?elsewhere").ToString();
        Upstream.Answers.Then(ScriptedAnswer.Of() with { Error = new ErrorAnswer(status, "there") { Headers = [new("location", elsewhere)] } });
        (await RefusedAsync(Judges())).MayRetry.ShouldBeFalse();
        Upstream.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(FaultKind.ResetBeforeHeaders)]
    [InlineData(FaultKind.CloseBeforeHeaders)]
    [InlineData(FaultKind.CloseMidStream)]
    [InlineData(FaultKind.ResetMidStream)]
    [InlineData(FaultKind.TruncatedBody)]
    [InlineData(FaultKind.MalformedJson)]
    [InlineData(FaultKind.HtmlPage)]
    [InlineData(FaultKind.EmptyBody)]
    public async Task A_broken_reply_must_be_worth_another_try(FaultKind fault)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("x").With(fault));
        (await RefusedAsync(Judges())).MayRetry.ShouldBeTrue();
        Upstream.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_there_must_be_worth_another_try() => (await RefusedAsync(Judges(address: ClosedPort()))).MayRetry.ShouldBeTrue();

    [Theory]
    [InlineData(Provider.Anthropic)]
    [InlineData(Provider.OpenAI)]
    public async Task An_answer_that_was_cut_off_must_be_none(Provider provider)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("""{"probability": 0""") with { Stop = AnswerStop.MaxTokens });
        (await RefusedAsync(Judges(provider))).MayRetry.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_of_the_model_must_be_no_answer()
    {
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Refusal("No.")));
        (await RefusedAsync(Judges())).MayRetry.ShouldBeFalse();
    }

    [Fact]
    public async Task A_reply_must_be_read_only_so_far()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says(new string('x', 5000)));
        (await RefusedAsync(Judges(options: new() { MaxResponseBytes = 4096 }))).MayRetry.ShouldBeTrue();
    }

    [Theory]
    [InlineData(FaultKind.StallBeforeHeaders)]
    [InlineData(FaultKind.StallMidStream)]
    [Trait("Spec", "000-27c")]
    public async Task A_judge_that_hangs_must_be_given_up_by_the_judges_own_limit(FaultKind fault)
    {
        var time = new ManualTime();
        Upstream.Answers.Then(ScriptedAnswer.Says("x").With(fault));
        var refused = RefusedAsync(Judges(time: time, options: new() { Timeout = TimeSpan.FromSeconds(30) }));
        var call = await Upstream.NextCallAsync();
        time.Advance(TimeSpan.FromSeconds(31));
        (await refused).MayRetry.ShouldBeTrue();
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task A_question_that_nobody_waits_for_must_leave_the_upstream()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("x").With(FaultKind.StallBeforeHeaders));
        using var gone = new CancellationTokenSource();
        var asked = AskAsync(Judges(), gone.Token);
        var call = await Upstream.NextCallAsync();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asked);
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task Questions_beyond_the_limit_must_wait_for_their_turn()
    {
        using var gate = new StreamGate();
        // A gate holds events: of the replies that are not streamed, only a compressed one is written as such.
        Upstream.Answers.Otherwise(request => ScriptedAnswer.Says("x").With(FaultKind.Gzip) with { Pacing = new Pacing { Gate = request.Model == Question.Model ? gate : null } });
        var judges = Judges(options: new() { MaxQuestions = 2 });
        var asked = Enumerable.Range(0, 6).Select(_ => AskAsync(judges)).ToList();
        await Upstream.NextCallAsync();
        await Upstream.NextCallAsync();
        // By the time that another judge has answered, the other questions would be there.
        await Judges().Find("judge")!.AskAsync(Question with { Model = "other" }, default);
        Upstream.Calls.Count(call => call.Request.Model == Question.Model).ShouldBe(2);
        gate.Open();
        (await Task.WhenAll(asked)).ShouldAllBe(answer => answer == "x");
    }

    static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
