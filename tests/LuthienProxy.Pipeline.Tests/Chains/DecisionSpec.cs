using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>What policies decide is on record, counted, and logged without a word of content.</summary>
[Trait("Spec", "000-10")]
public sealed class DecisionSpec : GatewayHarness
{
    [Fact]
    public async Task Decisions_must_be_on_record_in_their_order_with_the_policies_of_the_call()
    {
        var first = new ScriptedPolicy
        {
            Asked = static (_, context) =>
            {
                context.Decide(PolicyVerdict.Forward, "seen", took: TimeSpan.FromMilliseconds(3));
                return new(RequestVerdict.Pass);
            },
        };
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client) with { Policies = Bound.To(first, DecidingAtTheEnd()) with { IsOverride = true } });

        var opened = record.The<Opened>();
        (opened.PolicyName, opened.PolicyVersion, opened.IsPolicyOverride).ShouldBe((Bound.Name, Bound.Version, true));
        var decisions = record.Events<PolicyDecided>().ToList();
        decisions.Select(decision => (decision.Policy, decision.Stage, decision.Verdict, decision.Reason))
            .ShouldBe([("stage-0", 0, PolicyVerdict.Forward, "seen"), ("stage-1", 1, PolicyVerdict.Drop, "at the end")]);
        decisions[0].Took.ShouldBe(TimeSpan.FromMilliseconds(3));
        var order = record.Select(entry => entry.Event).ToList();
        order.IndexOf(decisions[0]).ShouldBeLessThan(order.IndexOf(record.The<RequestForwarded>()));
        order.IndexOf(decisions[1]).ShouldBeGreaterThan(order.IndexOf(record.The<UpstreamResponded>()));
    }

    [Fact]
    public async Task A_policy_that_acts_without_a_word_must_be_on_record_all_the_same()
    {
        var rewriting = new ScriptedPolicy { Asked = static (request, _) => new(new RequestVerdict.Rewrite(request, "for a test")) };
        var stopping = new ScriptedPolicy
        {
            Answered = static (_, output, _) =>
            {
                output.Stop("enough");
                return default;
            },
        };
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client) with { Policies = Bound.To(rewriting, stopping) });

        record.Events<PolicyDecided>().Select(decision => (decision.Policy, decision.Verdict, decision.Reason))
            .ShouldBe([("stage-0", PolicyVerdict.Replace, "for a test"), ("stage-1", PolicyVerdict.Block, "enough")]);
    }

    [Fact]
    public async Task With_recording_off_decisions_must_be_counted_and_logged_without_content()
    {
        Recording = null;
        using var decisions = new Counted("luthien.policy.decisions");
        using var errors = new Counted("luthien.policy.errors");
        using var blocked = new Counted("luthien.policy.blocked_calls");
        using var client = new TestClient();
        var failing = new ScriptedPolicy(FailureMode.Open) { Asked = static (_, _) => throw new InvalidOperationException("top secret") };
        var rejecting = new ScriptedPolicy { Asked = static (_, _) => new(new RequestVerdict.Reject("top secret")) };

        await Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(failing, rejecting) });

        decisions.Sum.ShouldBeGreaterThanOrEqualTo(2);
        errors.Sum.ShouldBeGreaterThanOrEqualTo(1);
        blocked.Sum.ShouldBeGreaterThanOrEqualTo(1);
        var lines = GatewayLog.Lines.Select(logged => logged.Line).ToList();
        lines.ShouldContain(line => line.Contains("stage-0", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("stage-1", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains($"Blocked openai-chat scripted under {Bound.Name} v{Bound.Version}", StringComparison.Ordinal));
        lines.ShouldNotContain(line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Spec", "000-10c")]
    public async Task Content_that_a_policy_swallows_must_be_counted()
    {
        using var swallows = new Counted("luthien.policy.swallows");
        using var client = new TestClient();
        var policy = new ScriptedPolicy { Answered = Swallow };

        var record = await RecordAsync(CallOf(client) with { Policies = Bound.To(policy) });

        record.The<PolicyDecided>().Verdict.ShouldBe(PolicyVerdict.Error);
        swallows.Sum.ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_decision_that_comes_after_the_record_has_ended_must_be_dropped_and_counted()
    {
        PolicyContext? kept = null;
        var policy = new ScriptedPolicy
        {
            Asked = (_, context) =>
            {
                kept = context;
                return new(RequestVerdict.Pass);
            },
        };
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(policy) };
        await RecordAsync(call);
        using var late = new Counted("luthien.policy.late_decisions");

        kept!.Decide(PolicyVerdict.Block, "too late");

        late.Sum.ShouldBeGreaterThanOrEqualTo(1);
        Journal.Of(call.Id).Events<PolicyDecided>().ShouldBeEmpty();
    }

    static ScriptedPolicy DecidingAtTheEnd() => new()
    {
        Answered = static (next, output, context) =>
        {
            if (next is ResponseCompleted)
                context.Decide(PolicyVerdict.Drop, "at the end");
            output.Forward(next);
            return default;
        },
    };

    static ValueTask Swallow(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        if (next is not BlockDelta)
            output.Forward(next);
        return default;
    }
}
