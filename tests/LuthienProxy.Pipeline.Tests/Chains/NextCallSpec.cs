using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>A policy that failed over one call serves the next as if nothing had been: the same policy, the same chain, the same connection's format.</summary>
[Trait("Spec", "000-27c")]
public sealed class NextCallSpec : GatewayHarness
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(37);

    readonly WatchedTime _time = new();

    public NextCallSpec() => Clock = _time;

    public static IEnumerable<object[]> Cases =>
        from format in new[] { "chat", "messages", "responses" }
        from mode in Enum.GetValues<FailureMode>()
        from hangs in new[] { true, false }
        from overRequest in new[] { true, false }
        select new object[] { format, mode, hangs, overRequest };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_call_after_one_that_a_policy_failed_must_be_fine(string name, FailureMode mode, bool hangs, bool overRequest)
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " there", " friend"])));
        var policy = FailingOnce(mode, hangs, overRequest);
        var chain = Bound.To(new PolicyBinding { Name = "limited", Policy = policy, Limits = new() { DecisionTimeout = Limit } });
        using var first = new TestClient();
        using var second = new TestClient();
        var running = Gateway.RunAsync(CallOf(first, format: WireFormats.Named(name)) with { Policies = chain });
        await policy.Reached;
        // One that throws is over already, whatever the clock says.
        await (hangs ? _time.ArmedAsync(Limit) : running);
        _time.Advance(Limit);
        (await running).State.ShouldBe(mode == FailureMode.Open ? TransactionState.Completed : TransactionState.Blocked);

        var record = await RecordAsync(CallOf(second, format: WireFormats.Named(name)) with { Policies = chain });

        record.The<Completed>();
        record.Events<PolicyDecided>().ShouldBeEmpty();
        var got = await second.ReadAllAsync();
        got.ShouldBe(System.Text.Encoding.UTF8.GetString(record.Original()));
        WireFormats.Violations(name, got).ShouldBeEmpty();
        policy.Ends.ShouldBe(2);
    }

    static ScriptedPolicy FailingOnce(FailureMode mode, bool hangs, bool overRequest)
    {
        var requests = 0;
        var failed = 0;
        ScriptedPolicy policy = null!;
        return policy = new ScriptedPolicy(mode)
        {
            Asked = async (_, _) =>
            {
                if (overRequest && requests++ == 0)
                    await FailAsync(policy, hangs);
                return RequestVerdict.Pass;
            },
            Answered = (next, output, _) =>
            {
                if (!overRequest && next is BlockDelta { Text: " there" } && failed++ == 0)
                    return FailAsync(policy, hangs);
                output.Forward(next);
                return default;
            },
        };
    }

    static ValueTask FailAsync(ScriptedPolicy policy, bool hangs)
    {
        policy.Reach();
        return hangs ? policy.HangAsync() : throw new InvalidOperationException("broken");
    }
}
