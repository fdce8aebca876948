using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Running;

/// <summary>A policy without a hook for events is not shown each piece of an answer.</summary>
public sealed class UnseenEventsSpec
{
    [Fact]
    public void Only_a_policy_with_a_hook_for_events_must_be_shown_them()
    {
        new NoOpPolicy().SeesEvents.ShouldBeFalse();
        new FarewellPolicy().SeesEvents.ShouldBeFalse();
        new SilentPolicy().SeesEvents.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_not_shown_must_pass_untouched_before_what_the_policy_adds()
    {
        var events = AnswerScript.Empty.Text("one two three").Events(4);
        var result = await PolicyTest.Of(new PolicyBinding { Name = "farewell", Policy = new FarewellPolicy() }).AnswerAsync(events);
        result.Events.Where(passed => events.Contains(passed, ReferenceEqualityComparer.Instance)).ShouldBe(events, ReferenceEqualityComparer.Instance);
        result.Events.OfType<BlockDelta>().Last().Text.ShouldBe("Farewell.");
    }
}
