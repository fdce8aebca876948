using System.Text;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>Token counts meet the request policies, and their reply is passed on whole; calls without a request meet none.</summary>
[Trait("Spec", "X-07")]
public sealed class RelayedSpec : GatewayHarness
{
    [Fact]
    public async Task A_rejected_count_must_not_reach_an_upstream()
    {
        using var client = new TestClient();
        using var upstream = InProcess();

        var record = await RecordAsync(Counting(client, upstream) with { Policies = Bound.To(new ScriptedPolicy { Asked = static (_, _) => new(new RequestVerdict.Reject("no")) }) });

        client.Head!.Status.ShouldBe(400);
        record.The<Blocked>().Summary.ErrorCode.ShouldBe("request_blocked");
        record.Events<RequestForwarded>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_count_must_go_upstream_as_policies_leave_it_and_its_reply_come_back_whole(bool isRewritten)
    {
        CallKind? kind = null;
        var policy = new ScriptedPolicy
        {
            Asked = (request, context) =>
            {
                kind = context.Kind;
                return new(isRewritten ? new RequestVerdict.Rewrite(request.RewriteTexts(static _ => "much longer than it was")) : RequestVerdict.Pass);
            },
            Answered = static (_, _, _) => throw new InvalidOperationException("There is no answer."),
        };
        using var client = new TestClient();
        using var upstream = InProcess();

        var record = await RecordAsync(Counting(client, upstream) with { Policies = Bound.To(policy) });

        kind.ShouldBe(CallKind.TokenCount);
        record.The<Opened>().Kind.ShouldBe(CallKind.TokenCount);
        record.The<Opened>().IsStream.ShouldBeFalse();
        (record.The<RequestForwarded>().Body is not null).ShouldBe(isRewritten);
        client.Head!.Status.ShouldBe(200);
        var got = await client.ReadAllAsync();
        got.ShouldContain("input_tokens");
        Encoding.UTF8.GetString(record.Original()).ShouldBe(got);
        record.The<Completed>();
        policy.Ends.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_without_a_request_must_meet_no_policy()
    {
        var policy = new ScriptedPolicy { Asked = static (_, _) => throw new InvalidOperationException("There is no request.") };
        using var client = new TestClient();
        using var upstream = InProcess();

        var outcome = await Gateway.RunAsync(CallOf(client, upstream: upstream) with { Request = null, Body = null, Method = HttpMethod.Get, PathAndQuery = "/v1/models", Policies = Bound.To(policy) });

        outcome.ShouldBe(new TransactionOutcome.Relayed(200));
        policy.Ends.ShouldBe(0);
    }

    Call Counting(TestClient client, LuthienProxy.Pipeline.Upstreams.Upstream upstream)
    {
        // What asks for a stream here asks in vain: a count has none.
        var body = Encoding.UTF8.GetBytes("""{"model":"scripted","stream":true,"messages":[{"role":"user","content":"hi"}]}""");
        return CallOf(client, format: AnthropicFormat.Instance, upstream: upstream) with
        {
            Request = AnthropicFormat.Instance.DecodeRequest(body, new RequestLimits()),
            Body = body,
            IsRelayed = true,
            PathAndQuery = "/v1/messages/count_tokens",
        };
    }
}
