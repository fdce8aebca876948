using System.Text;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>What a provider keeps of a conversation has not met the policies: while they may change answers, nobody may build on it.</summary>
[Trait("Spec", "X-07")]
public sealed class ProviderStateSpec : GatewayHarness
{
    const string CodexLike = "\"store\":false,\"include\":[\"reasoning.encrypted_content\"],\"previous_response_id\":null,\"conversation\":null,\"background\":false";

    [Theory]
    [InlineData("\"previous_response_id\":\"resp_1\"", "previous_response_id")]
    [InlineData("\"previous_response\\u005fid\":\"resp_1\"", "previous_response_id")]
    [InlineData("\"conversation\":{\"id\":\"conv_1\"}", "conversation")]
    [InlineData("\"conversation\":\"conv_1\"", "conversation")]
    [InlineData("\"background\":true", "background")]
    [InlineData("\"background\":true,\"background\":false", "background")]
    public async Task It_must_be_refused_with_what_to_do_instead(string field, string name)
    {
        using var client = new TestClient();
        var policy = new ScriptedPolicy { Asked = static (_, _) => throw new InvalidOperationException("asked after all") };

        var record = await RecordAsync(Asking(client, field) with { Policies = Bound.To(policy) });

        client.Head!.Status.ShouldBe(400);
        (await client.ReadAllAsync()).ShouldContain($"\"param\":\"{name}\"");
        record.The<Blocked>().Summary.ErrorCode.ShouldBe("provider_state_refused");
        record.The<Blocked>().Summary.Error!.ShouldContain("send the whole conversation");
        Upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_policy_must_not_ask_for_it_either()
    {
        var policy = new ScriptedPolicy { Asked = static (_, _) => new(new RequestVerdict.Rewrite(Request("\"background\":true"))) };
        using var client = new TestClient();

        ErrorOf(await Gateway.RunAsync(Asking(client, "\"store\":false") with { Policies = Bound.To(policy) })).Code.ShouldBe("provider_state_refused");

        Upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Agents_that_keep_nothing_there_must_pass()
    {
        using var client = new TestClient();

        (await Gateway.RunAsync(Asking(client, CodexLike) with { Policies = Bound.To(new ScriptedPolicy()) })).ShouldBeOfType<TransactionOutcome.Completed>();
    }

    [Fact]
    public async Task Where_no_policy_may_change_an_answer_it_must_pass()
    {
        using var client = new TestClient();

        (await Gateway.RunAsync(Asking(client, "\"previous_response_id\":\"resp_1\"") with { Policies = Bound.To(new NoOpPolicy()) })).ShouldBeOfType<TransactionOutcome.Completed>();
    }

    Call Asking(TestClient client, string fields)
    {
        var request = Request(fields);
        return CallOf(client, format: ResponsesFormat.Instance) with { Request = request, Body = request.Raw };
    }

    static Protocol.Conversation.ConversationRequest Request(string fields) =>
        ResponsesFormat.Instance.DecodeRequest(Encoding.UTF8.GetBytes("{\"model\":\"scripted\",\"stream\":true,\"input\":\"hi\"," + fields + "}"), new RequestLimits());
}
