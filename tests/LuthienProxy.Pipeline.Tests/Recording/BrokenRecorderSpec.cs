using Luthien.Streams;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>A recorder that fails by a fault of its own costs the record of the answer, not the call; unless nothing may be delivered that is not on record.</summary>
public sealed class BrokenRecorderSpec : GatewayHarness
{
    [Fact]
    [Trait("Spec", "000-20c")]
    public async Task A_call_whose_recorder_breaks_must_be_answered_whole_and_the_failure_be_logged_once()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(50));
        using var client = new TestClient();
        var call = CallOf(client);

        (await Broken(JournalMode.Async).RunAsync(call)).ShouldBeOfType<TransactionOutcome.Completed>();

        (await client.ReadAllAsync()).ShouldEndWith("data: [DONE]\n\n");
        Log.Lines.ShouldHaveSingleItem().Level.ShouldBeOneOf(LogLevel.Warning, LogLevel.Error);
        Journal.Of(call.Id).Select(entry => entry.Event).OfType<DeliveredSegment>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_everything_must_be_on_record_first_nothing_of_the_answer_must_be_delivered()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("secret"));
        using var client = new TestClient();

        var outcome = await Broken(JournalMode.BeforeDelivery).RunAsync(CallOf(client));

        ErrorOf(outcome).Code.ShouldBe("journal_unavailable");
        (await client.ReadAllAsync()).ShouldNotContain("secret");
    }

    [Fact]
    public async Task What_a_policy_holds_beyond_the_bound_of_comparing_must_be_on_record_all_the_same()
    {
        var held = new List<ResponseEvent>();
        var policy = new ScriptedPolicy
        {
            Answered = (next, output, _) =>
            {
                held.Add(next);
                (next is ResponseCompleted ? held : []).ForEach(output.Forward);
                return default;
            },
        };
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text([.. Enumerable.Repeat(new string('x', 100_000), 60)])));
        using var client = new TestClient(window: 1 << 24);

        await RecordAsync(CallOf(client) with { Policies = Bound.To(policy) });

        client.Unread.ShouldBeGreaterThan(6_000_000);
        Journal.DeliveredOnRecord.ShouldBe(client.Unread);
    }

    Gateway Broken(JournalMode mode) =>
        new(Sys, Options, new Materializer(Clock), GatewayLog, new TransactionRecorders(Journal, Recording! with { Mode = mode }, new TimerlessClock(), Log), null);

    /// <summary>A clock that makes no timers.</summary>
    sealed class TimerlessClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("no timers here");
    }
}
