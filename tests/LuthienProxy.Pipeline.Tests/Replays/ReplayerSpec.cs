using LuthienProxy.Fixtures.Metrics;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Replays;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Policies.SimpleToolCallJudge;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Replays;

/// <summary>A recorded call run again comes to what it came to, and asks nobody.</summary>
[Collection(nameof(Alone))]
public sealed class ReplayerSpec : ReplayHarness
{
    const string Guilty = """{"probability": 1, "explanation": "It deletes everything."}""";

    public static TheoryData<string, bool> Forms => new() { { "chat", true }, { "chat", false }, { "messages", true }, { "messages", false }, { "responses", true }, { "responses", false } };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_rejected_request_must_be_rejected_in_the_same_words(string format, bool stream)
    {
        var policies = Bound.To(new ScriptedPolicy { Asked = static (_, _) => new(new RequestVerdict.Reject("No work on Sundays.")) });
        var (record, got, status) = await LiveAsync(format, stream, policies);

        var result = await AgainAsync(Past(record, format, policies));

        result.Outcome.ShouldBeOfType<TransactionOutcome.Blocked>();
        result.Forwarded.ShouldBeNull();
        (result.Status, Text(result)).ShouldBe((status, got));
        Told(result.Decisions).ShouldBe(Told(record.Events<PolicyDecided>()));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task An_answer_that_policies_stop_and_change_must_be_the_same_to_the_byte(string format, bool stream)
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Of(AnswerPart.Text.Split("What colour is it?", 3), AnswerPart.ToolCall.Fragmented("Bash", """{"command":"rm -rf /"}""")));
        var policies = Mixed();
        var (record, got, status) = await LiveAsync(format, stream, policies);

        var result = await AgainAsync(Past(record, format, policies));

        result.Outcome.ShouldBeOfType<TransactionOutcome.Completed>();
        (result.Status, Text(result)).ShouldBe((status, got));
        Told(result.Decisions).ShouldBe(Told(record.Events<PolicyDecided>()));
        result.InPolicies.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task An_answer_that_a_policy_ends_must_end_there_again(string format, bool stream)
    {
        var policies = Bound.To(new ScriptedPolicy { Answered = EndAtFirstDelta });
        var (record, got, status) = await LiveAsync(format, stream, policies);

        var result = await AgainAsync(Past(record, format, policies));

        result.Outcome.ShouldBeOfType<TransactionOutcome.Blocked>();
        (result.Status, Text(result)).ShouldBe((status, got));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Where_the_record_ends_before_the_answer_the_end_must_be_open(string format, bool stream)
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(20, 20));
        var (record, got, _) = await LiveAsync(format, stream, ActiveChain.None);
        var half = record.Original().AsMemory(0, record.Original().Length / 2);

        var result = await AgainAsync(Past(record, format, Bound.To(new ScriptedPolicy()), [half], PastEnd.Unread.Instance));

        result.Outcome.ShouldBeNull();
        got.ShouldStartWith(Text(result));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Without_an_answer_on_record_nothing_must_be_made_up(string format, bool stream)
    {
        var (record, _, _) = await LiveAsync(format, stream, Bound.To(new ScriptedPolicy { Asked = static (_, _) => new(new RequestVerdict.Reject("No.")) }));

        var result = await AgainAsync(Past(record, format, ActiveChain.None));

        result.Outcome.ShouldBeNull();
        result.Forwarded.ShouldNotBeNull().ToArray().ShouldBe(record.The<RequestReceived>().Body.ShouldBeOfType<Payload.Whole>().Bytes.ToArray());
        result.Delivered.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_judge_must_say_what_it_said_and_nobody_be_asked()
    {
        var record = await JudgedAsync(Guilty);

        var result = await AgainAsync(Past(record, "messages", Judged(new ScriptedJudges("never asked"))));

        Told(result.Decisions).ShouldBe(Told(record.Events<PolicyDecided>()));
        result.Judges.ShouldHaveSingleItem().Question.ShouldBe(record.The<JudgeCalled>().Question);
    }

    [Fact]
    public async Task A_judge_that_had_failed_must_fail_with_the_same_words()
    {
        var record = await JudgedAsync("That is no answer.");
        record.The<JudgeCalled>().Failure.ShouldNotBeNull();

        var result = await AgainAsync(Past(record, "messages", Judged(new ScriptedJudges(Guilty))));

        Told(result.Decisions).ShouldBe(Told(record.Events<PolicyDecided>()));
    }

    [Fact]
    public async Task A_question_that_is_not_on_record_must_be_asked_only_where_somebody_is_to_be_asked()
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Calls("Bash", """{"command":"ls"}"""));
        var (record, _, _) = await LiveAsync("messages", true, ActiveChain.None);
        var silent = Past(record, "messages", Judged(new ScriptedJudges(Guilty)));
        var asking = Past(record, "messages", Judged(new ScriptedJudges(Guilty)), others: new ScriptedJudges(Guilty));

        (await AgainAsync(silent)).Decisions.ShouldContain(one => one.Verdict == PolicyVerdict.Error);
        (await AgainAsync(asking)).Decisions.ShouldHaveSingleItem().Verdict.ShouldBe(PolicyVerdict.Block);

        var (not, asked) = ((RecordedJudges)silent.Judges, (RecordedJudges)asking.Judges);
        (not.NotAsked, not.Asked, asked.NotAsked, asked.Asked).ShouldBe((1, 0, 0, 1));
    }

    [Fact]
    public async Task Nothing_must_be_counted_recorded_or_told()
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Calls("Bash", """{"command":"rm -rf /"}"""));
        var (record, _, _) = await LiveAsync("chat", true, ActiveChain.None);
        var (asked, logged) = (Upstream.Calls.Count, GatewayLog.Lines.Count);
        using var meter = new HeardMeter("LuthienProxy.Pipeline");

        (await AgainAsync(Past(record, "chat", Mixed()))).Decisions.ShouldNotBeEmpty();

        (Upstream.Calls.Count, GatewayLog.Lines.Count, Journal.Of(record[0].TransactionId).Count).ShouldBe((asked, logged, record.Count));
        meter.Of("luthien.policy.decisions").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_that_gives_up_must_end_it()
    {
        var (record, _, _) = await LiveAsync("chat", true, ActiveChain.None);
        var policy = new ScriptedPolicy { Answered = static async (_, _, context) => await new TaskCompletionSource().Task.WaitAsync(context.Cancellation) };
        using var giveUp = new CancellationTokenSource();

        var running = Replayer.RunAsync(Past(record, "chat", Bound.To(policy)), giveUp.Token);
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
        policy.Ends.ShouldBe(1);
    }

    static ValueTask EndAtFirstDelta(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        if (next is BlockDelta)
            output.Stop("Enough.");
        else
            output.Forward(next);
        return default;
    }

    static ActiveChain Mixed() => Bound.To(
        new BlockDangerousCommandsPolicy(new()), new StringReplacementPolicy(new() { Pairs = [new("colour", "color")], Direction = PolicyDirection.Both }));

    static ActiveChain Judged(IJudges judges) =>
        Bound.To(new PolicyBinding { Name = "judged", Policy = new SimpleToolCallJudgePolicy(new() { Upstream = ScriptedJudges.Upstream, Model = "m", Retries = 0 }), Judges = judges });

    async Task<IReadOnlyList<JournalEntry>> JudgedAsync(string answer)
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Calls("Bash", """{"command":"ls"}"""));
        return (await LiveAsync("messages", true, Judged(new ScriptedJudges(answer)))).Record;
    }
}
