using System.Text;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Policies.Text;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Laws;

/// <summary>What changes nothing leaves every byte as it came.</summary>
public sealed class IdentityLaws
{
    static readonly Policy[] Harmless =
    [
        new NoOpPolicy(),
        new StringReplacementPolicy(new() { Pairs = [new("§ colour", "!"), new("¶", "")], Targets = TextTargets.All }),
        new ByNamePolicy(BlockKinds.None),
    ];

    [Theory]
    [InlineData("anthropic-messages")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [Trait("Spec", "000-10a")]
    [Trait("Spec", "000-48")]
    public void What_changes_nothing_must_leave_every_event_and_data_value_as_it_came(string format) =>
        Law.Holds(Answers.Any(), Answers.Cuts(), (script, cuts) =>
        {
            var test = PolicyTest.Of(Harmless) with { Request = TestRequests.Of(format) };
            var wire = test.Request.Format;
            var sent = Odd(Written(script.Events(cuts), test.Request));
            var received = test.Run(Recorded.Stream(wire, sent)).StreamOf(wire);
            received.AsSpan().SequenceEqual(sent).ShouldBeTrue(Encoding.UTF8.GetString(received));
        });

    [Fact]
    public void What_changes_nothing_must_forward_the_very_same_events() =>
        Law.Holds(Answers.WithChoices(), Answers.Cuts(), (script, cuts) =>
        {
            var events = script.Events(cuts);
            PolicyTest.Of(new NoOpPolicy()).Run(events).Events.ShouldBe(events, ReferenceEqualityComparer.Instance);
        });

    // As no emitter of ours would write it: fields that nobody knows, odd spacing and numbers, and, where events are not numbered, some of an unknown type in between.
    static byte[] Odd(byte[] stream)
    {
        var odd = new StringBuilder();
        foreach (var frame in Encoding.UTF8.GetString(stream).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            odd.Append(frame.Replace("data: {", "data: { \"zz_unknown\" : [1.50, \"\\u00e9\", {\"a\":null}] ,", StringComparison.Ordinal)).Append("\n\n");
            if (frame.StartsWith("event: ", StringComparison.Ordinal) && frame.Contains("delta", StringComparison.Ordinal) && !frame.Contains("sequence_number", StringComparison.Ordinal))
                odd.Append("event: zz_event\ndata: {\"type\":\"zz_event\"}\n\n");
        }
        return Encoding.UTF8.GetBytes(odd.ToString());
    }

    static byte[] Written(IReadOnlyList<ResponseEvent> events, ConversationRequest request) =>
        new AnswerTestResult(events, new(), request).StreamOf(request.Format);
}
