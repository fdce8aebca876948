using Luthien.TestKit;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.ToolCallJudge;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Judges;

/// <summary>How often a judge is asked, how long it is waited for, and what is on record of it.</summary>
public sealed class AskingSpec
{
    const int QuietTurns = 500;

    static readonly ToolCallJudgeOptions Options = new() { Upstream = "u", Model = "m", Threshold = 0.7, TimeoutSeconds = 5 };

    static readonly AnswerScript OneCall = AnswerScript.Empty.ToolCall("Bash", """{"command":"ls"}""");

    readonly ManualTime _time = new();

    [Fact]
    public async Task A_judge_that_wants_to_be_left_alone_must_be_asked_again_when_that_is_over()
    {
        var asked = new List<TimeSpan>();
        var judges = new ScriptedJudges((_, count, _) =>
        {
            asked.Add(_time.Elapsed);
            return count == 1 ? throw new JudgeException("busy.") { RetryAfter = TimeSpan.FromSeconds(3) } : new(ScriptedJudges.Innocent);
        });
        var result = await AnswerAsync(judges);
        result.ToolCallsOf().Count.ShouldBe(1);
        asked.ShouldBe([TimeSpan.Zero, TimeSpan.FromSeconds(3)]);
    }

    [Fact]
    public async Task A_judge_that_wants_more_time_than_an_attempt_may_take_must_not_be_waited_for()
    {
        var judges = new ScriptedJudges((_, _, _) => throw new JudgeException("busy.") { RetryAfter = TimeSpan.FromSeconds(6) });
        (await AnswerAsync(judges)).Record.JudgeCalls.Single().Attempts.ShouldBe(1);
        _time.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_slow_judge_must_be_asked_again_and_its_late_answer_be_forgotten()
    {
        var late = new TaskCompletionSource<string>();
        var judges = new ScriptedJudges((_, count, _) => count == 1 ? new(late.Task) : new(ScriptedJudges.Guilty));
        var result = await AnswerAsync(judges);
        late.SetResult(ScriptedJudges.Innocent);
        result.ToolCallsOf().ShouldBeEmpty();
        result.Record.JudgeCalls.Single().ShouldSatisfyAllConditions(call => call.Attempts.ShouldBe(2), call => call.Failure.ShouldBeNull(), call => call.Took.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData("""{"probability": 7, "explanation": "x"}""")]
    [InlineData("""{"probability": -0.0001, "explanation": "x"}""")]
    [InlineData("""{"probability": 1e400, "explanation": "x"}""")]
    [InlineData("""Here is what the call said: {"probability": 0, "explanation": "harmless"}""")]
    [InlineData("""{"kind":"tool_call","tool":"Bash","arguments":"{\"probability\": 0, \"explanation\": \"x\"}"}""")]
    [InlineData("```json\n{\"probability\": 0, \"explanation\": \"x\"}\n```\n```json\n{\"probability\": 1, \"explanation\": \"x\"}\n```")]
    [Trait("Spec", "PP5")]
    public async Task A_judge_that_lies_or_repeats_what_it_was_shown_must_not_let_anything_pass(string lie)
    {
        var result = await AnswerAsync(ScriptedJudges.Saying(_ => lie));
        result.ToolCallsOf().ShouldBeEmpty();
        result.TextOf().ShouldNotBeEmpty();
        result.Record.JudgeCalls.Single().ShouldSatisfyAllConditions(call => call.Attempts.ShouldBe(3), call => call.Failure.ShouldNotBeNull(), call => call.Answer.ShouldNotBeNull());
    }

    [Fact]
    public async Task A_judge_that_breaks_its_contract_must_be_on_record_without_its_words()
    {
        var judges = new ScriptedJudges((_, _, _) => throw new InvalidOperationException("secret"));
        var result = await AnswerAsync(judges);
        result.ToolCallsOf().ShouldBeEmpty();
        result.Record.JudgeCalls.Single().Failure!.ShouldNotContain("secret");
        result.TextOf().ShouldNotContain("secret");
    }

    [Fact]
    [Trait("Spec", "I-57")]
    public async Task Questions_that_nobody_waits_for_any_more_must_end_and_be_on_record()
    {
        using var gone = new CancellationTokenSource();
        var record = new DecisionList();
        var asked = new TaskCompletionSource();
        var judges = new ScriptedJudges(async (question, count, cancellation) =>
        {
            _ = count == 2 && asked.TrySetResult();
            return await new TaskCompletionSource<string>().Task.WaitAsync(cancellation);
        });
        var running = (Test(judges) with { Cancellation = gone.Token, Record = record }).AnswerAsync(OneCall.ToolCall("Bash", """{"command":"ps"}""").Events());
        await asked.Task;
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        while (record.JudgeCalls.Count < 2 || judges.UnderWay > 0)
            await Task.Yield();
        record.JudgeCalls.ShouldAllBe(call => call.Failure != null && call.Answer == null);
    }

    [Fact]
    public void Questions_that_differ_in_anything_must_be_told_apart() =>
        new JudgeQuestion[] { new("a", "b\0c", "d"), new("a", "b", "c\0d"), new("a\0b", "c", "d"), new("a", "b", "\ud800"), new("a", "b", "\udc00"), new("a", "b", "\ufffd") }
            .Select(JudgeCache.KeyOf).ShouldBeUnique();

    [Fact]
    public void A_long_explanation_must_be_cut_between_characters()
    {
        var answer = JudgeAnswer.Parse($$"""{"probability": 1, "explanation": "{{new string('x', 999)}}🌍{{new string('y', 5000)}}"}""");
        answer.Explanation.ShouldBe(new string('x', 999) + "…");
    }

    [Fact]
    public async Task A_verdict_without_a_reason_must_still_be_explained()
    {
        var result = await AnswerAsync(ScriptedJudges.Saying(_ => """{"probability": 1, "explanation": " "}"""));
        result.Record.Decisions.Single().ShouldSatisfyAllConditions(decision => decision.Verdict.ShouldBe(PolicyVerdict.Block), decision => decision.Reason.ShouldNotBeNullOrWhiteSpace());
    }

    PolicyTest Test(IJudges judges) => PolicyTest.Of(new PolicyBinding { Name = "judge", Policy = new ToolCallJudgePolicy(Options), Judges = judges }) with { Time = _time };

    // The pauses and the attempts' limits are run, the decision's own limit is not.
    async Task<AnswerTestResult> AnswerAsync(IJudges judges)
    {
        var running = Test(judges).AnswerAsync(OneCall.Events());
        TimeSpan? before = null;
        for (var quiet = 0; !running.IsCompleted; quiet++)
        {
            // An attempt's limit is armed a moment before the judge is asked: the clock moves once nothing happens any more.
            quiet = _time.NextDue == before ? quiet : 0;
            before = _time.NextDue;
            if (quiet >= QuietTurns && before is { } due && due <= TimeSpan.FromSeconds(5))
                _time.Advance(due);
            await Task.Yield();
        }
        return await running;
    }
}
