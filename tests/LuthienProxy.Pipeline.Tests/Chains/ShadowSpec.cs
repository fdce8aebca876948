using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>A policy in shadow decides the same and changes nothing, not even when.</summary>
[Trait("Spec", "000-12")]
public sealed class ShadowSpec : GatewayHarness
{
    [Theory]
    [InlineData("chat", true)]
    [InlineData("messages", true)]
    [InlineData("responses", true)]
    [InlineData("responses", false)]
    public async Task What_it_would_have_done_must_be_on_record_and_not_be_done(string name, bool stream)
    {
        var policy = new ScriptedPolicy
        {
            Asked = static (_, _) => new(new RequestVerdict.Reject("not this")),
            Answered = static (_, output, _) =>
            {
                output.Stop("nor that");
                return default;
            },
        };
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client, stream, WireFormats.Named(name)) with { Policies = Shadow(policy) });

        record.The<Completed>();
        record.LiteralBytes().ShouldBe(0);
        record.Events<PolicyDecided>().Select(decision => (decision.IsShadow, decision.Reason)).ShouldBe([(true, "not this"), (true, "nor that")]);
    }

    [Fact]
    public async Task A_client_must_not_wait_for_it_and_the_record_must()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var policy = new ScriptedPolicy
        {
            Answered = (next, _, context) => next is ResponseCompleted ? DecideAfterAsync(release.Task, context) : default,
        };
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Shadow(policy) };

        (await Gateway.RunAsync(call)).ShouldBeOfType<TransactionOutcome.Completed>();

        release.SetResult();
        await Gateway.RecordedAsync();
        Journal.Of(call.Id).Events<PolicyDecided>().Last().Reason.ShouldBe("at last");
        policy.Ends.ShouldBe(1);
    }

    static LuthienProxy.Pipeline.Chains.ActiveChain Shadow(Policy policy) => Bound.To(new PolicyBinding { Name = "shadow", Policy = policy, Mode = StageMode.Shadow });

    static async ValueTask DecideAfterAsync(Task release, PolicyContext context)
    {
        await release;
        context.Decide(PolicyVerdict.Drop, "at last");
    }
}
