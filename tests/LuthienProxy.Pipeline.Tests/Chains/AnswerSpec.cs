using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>Policies between an upstream's answer and its client, streamed or not.</summary>
public sealed class AnswerSpec : GatewayHarness
{
    static readonly ScriptedAnswer Rich = ScriptedAnswer.Of(
        new AnswerPart.Reasoning("thinking it over", "c2VhbA=="), AnswerPart.Text.Split("Let me look at that for you. \ud83d\ude00", 3), AnswerPart.ToolCall.Fragmented("Bash", """{"command":"ls -la"}"""));

    [Theory]
    [InlineData("chat", true)]
    [InlineData("chat", false)]
    [InlineData("messages", true)]
    [InlineData("messages", false)]
    [InlineData("responses", true)]
    [InlineData("responses", false)]
    [Trait("Spec", "I-35")]
    public async Task A_chain_that_lets_everything_pass_must_deliver_what_came(string name, bool stream)
    {
        Upstream.Answers.Otherwise(Rich);
        foreach (var policies in new Policy[][] { [new NoOpPolicy()], [new NoOpPolicy(), new ScriptedPolicy()] })
        {
            using var client = new TestClient();

            var record = await RecordAsync(CallOf(client, stream, WireFormats.Named(name)) with { Policies = Bound.To(policies) });

            record.The<Completed>();
            record.LiteralBytes().ShouldBe(0);
            (await client.ReadAllAsync()).ShouldBe(System.Text.Encoding.UTF8.GetString(record.Original()));
        }
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("messages")]
    [InlineData("responses")]
    [Trait("Spec", "PP5")]
    public async Task A_stream_that_a_policy_stops_must_end_validly_with_the_reason_and_stop_the_upstream(string name)
    {
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Good "]), new AnswerPart.Pause(TimeSpan.FromMilliseconds(50)), new AnswerPart.Text(["morning", " evil"]), new AnswerPart.Pause(TimeSpan.FromHours(1)), new AnswerPart.Text("evil")));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client, format: WireFormats.Named(name)) with { Policies = Bound.To(StoppingAt("morning")) });

        var got = await client.ReadAllAsync();
        client.Head!.Status.ShouldBe(200);
        got.ShouldContain("Good ");
        got.ShouldContain("Enough of this.");
        got.ShouldNotContain("morning");
        got.ShouldNotContain("evil");
        WireFormats.Violations(name, got).ShouldBeEmpty();
        record.The<Blocked>().Summary.Error.ShouldBe("Enough of this.");
        (await (await Upstream.NextCallAsync()).EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Theory]
    [InlineData("chat", true)]
    [InlineData("chat", false)]
    [InlineData("messages", true)]
    [InlineData("messages", false)]
    [InlineData("responses", true)]
    [InlineData("responses", false)]
    public async Task An_answer_that_a_policy_stops_before_anything_went_out_must_be_a_400(string name, bool stream)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("Good morning"));
        using var client = new TestClient();
        var policy = new ScriptedPolicy
        {
            Answered = static (_, output, _) =>
            {
                output.Stop("Enough of this.");
                return default;
            },
        };

        var record = await RecordAsync(CallOf(client, stream, WireFormats.Named(name)) with { Policies = Bound.To(policy) });

        client.Head!.Status.ShouldBe(400);
        client.Head.ContentType.ShouldBe("application/json");
        (await client.ReadAllAsync()).ShouldContain("Enough of this.");
        record.The<Blocked>().Summary.Status.ShouldBe(400);
        record.Delivered().Length.ShouldBe((int)client.Unread);
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("messages")]
    [InlineData("responses")]
    [Trait("Spec", "I-51")]
    [Trait("Spec", "PP6")]
    public async Task An_answer_that_is_not_streamed_must_meet_the_same_policies(string name)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("Good morning"));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client, stream: false, WireFormats.Named(name)) with { Policies = Bound.To(StoppingAt("morning")) });

        client.Head!.Status.ShouldBe(400);
        (await client.ReadAllAsync()).ShouldNotContain("morning");
        record.The<Blocked>().Summary.Error.ShouldBe("Enough of this.");
    }

    [Fact]
    [Trait("Spec", "H8")]
    public async Task An_upstreams_refusal_must_be_relayed_as_it_came()
    {
        Upstream.Answers.Then(ScriptedAnswer.Fails(529, "overloaded"));
        using var client = new TestClient();

        (await Gateway.RunAsync(CallOf(client) with { Policies = Bound.To(StoppingAt("overloaded")) })).ShouldBe(new TransactionOutcome.Relayed(529));

        (await client.ReadAllAsync()).ShouldContain("overloaded");
    }

    static ScriptedPolicy StoppingAt(string word) => new()
    {
        Answered = (next, output, _) =>
        {
            if (next is BlockDelta delta && delta.Text.Contains(word, StringComparison.Ordinal))
                output.Stop("Enough of this.");
            else
                output.Forward(next);
            return default;
        },
    };
}
