using System.Text;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>What policies say to a request decides what goes upstream.</summary>
[Trait("Spec", "000-05")]
public sealed class RequestSpec : GatewayHarness
{
    [Theory]
    [InlineData("chat")]
    [InlineData("messages")]
    [InlineData("responses")]
    public async Task A_rewritten_request_must_go_upstream_and_be_on_record_beside_what_came(string name)
    {
        var policy = new ScriptedPolicy { Asked = static (request, _) => new(new RequestVerdict.Rewrite(request.RewriteTexts(static text => text.Replace("hi", "good day", StringComparison.Ordinal)))) };
        using var client = new TestClient();
        var call = CallOf(client, format: WireFormats.Named(name)) with { Policies = Bound.To(policy) };

        var record = await RecordAsync(call);

        var sent = (await Upstream.NextCallAsync()).Request.Body.ToArray();
        Encoding.UTF8.GetString(sent).ShouldContain("good day");
        record.The<RequestReceived>().Body.ShouldBe(new Payload.Whole(call.Body!.Value));
        record.The<RequestForwarded>().Body.ShouldBe(new Payload.Whole(sent));
        record.The<Completed>().Summary.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_request_that_policies_pass_must_go_upstream_byte_for_byte()
    {
        using var client = new TestClient();
        var call = CallOf(client) with { Policies = Bound.To(new ScriptedPolicy(), new ScriptedPolicy()) };

        var record = await RecordAsync(call);

        (await Upstream.NextCallAsync()).Request.Body.ToArray().ShouldBe(call.Body!.Value.ToArray());
        record.The<RequestForwarded>().Body.ShouldBeNull();
    }

    [Theory]
    [InlineData("chat", true)]
    [InlineData("chat", false)]
    [InlineData("messages", true)]
    [InlineData("responses", true)]
    public async Task A_rejected_request_must_be_a_400_with_the_reason_and_never_reach_an_upstream(string name, bool stream)
    {
        var policy = new ScriptedPolicy { Asked = static (_, _) => new(new RequestVerdict.Reject("No work on Sundays.")) };
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client, stream, WireFormats.Named(name)) with { Policies = Bound.To(policy) });

        client.Head!.Status.ShouldBe(400);
        client.Head.ContentType.ShouldBe("application/json");
        (await client.ReadAllAsync()).ShouldContain("No work on Sundays.");
        Upstream.Calls.ShouldBeEmpty();
        var summary = record.The<Blocked>().Summary;
        (summary.Status, summary.ErrorCode, summary.Error).ShouldBe((400, "request_blocked", "No work on Sundays."));
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    public async Task The_first_policy_that_rejects_must_have_the_last_word()
    {
        var after = new ScriptedPolicy { Asked = static (_, _) => throw new InvalidOperationException("asked after all") };
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(new ScriptedPolicy { Asked = static (_, _) => new(new RequestVerdict.Reject("no")) }, after) });

        outcome.ShouldBeOfType<TransactionOutcome.Blocked>().Error.Message.ShouldBe("no");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rewrite_into_another_kind_of_request_must_be_refused(bool isOtherFormat)
    {
        IWireFormat format = isOtherFormat ? AnthropicFormat.Instance : ChatFormat.Instance;
        var other = format.DecodeRequest(Encoding.UTF8.GetBytes($$"""{"model":"m","max_tokens":9,"stream":{{(isOtherFormat ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}"""), new RequestLimits());
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client) with { Policies = Bound.To(new ScriptedPolicy { Asked = (_, _) => new(new RequestVerdict.Rewrite(other)) }) });

        record.The<PolicyDecided>().Verdict.ShouldBe(PolicyVerdict.Error);
        record.The<Blocked>();
        client.Head!.Status.ShouldBe(400);
        Upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "PP5")]
    public async Task A_policy_that_throws_must_block_when_it_fails_closed()
    {
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client) with { Policies = Bound.To(new ScriptedPolicy { Asked = static (_, _) => throw new InvalidOperationException("secret") }) });

        client.Head!.Status.ShouldBe(400);
        (await client.ReadAllAsync()).ShouldNotContain("secret");
        record.The<PolicyDecided>().Verdict.ShouldBe(PolicyVerdict.Error);
        Upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_policy_that_throws_must_let_pass_when_it_fails_open()
    {
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client) with { Policies = Bound.To(new ScriptedPolicy(FailureMode.Open) { Asked = static (_, _) => throw new InvalidOperationException() }) });

        record.The<Completed>().Summary.Status.ShouldBe(200);
        record.The<PolicyDecided>().Verdict.ShouldBe(PolicyVerdict.Error);
    }

    [Fact]
    public async Task Policies_must_be_told_what_kind_of_call_it_is()
    {
        var kinds = new List<CallKind>();
        var policy = new ScriptedPolicy
        {
            Asked = (_, context) =>
            {
                kinds.Add(context.Kind);
                return new(RequestVerdict.Pass);
            },
        };
        using var client = new TestClient();

        await Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(policy) });

        kinds.ShouldBe([CallKind.Turn]);
    }
}
