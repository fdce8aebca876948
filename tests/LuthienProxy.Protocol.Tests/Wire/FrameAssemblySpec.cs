using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Tests.Arbitrary;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Wire;

public sealed class FrameAssemblySpec
{
    static readonly TestFrame[] Frames = [TestFrame.Of(1), TestFrame.Of(2), TestFrame.Of(3), TestFrame.Of(1)];

    static readonly ResponseEvent[] Answer = [.. Frames.SelectMany(frame => frame.Events)];

    [Fact]
    public void Untouched_events_must_leave_as_their_whole_frames() =>
        Assembled(Answer).ShouldBe(Frames.Select(frame => new Outcome(frame.Events, IsWhole: true)));

    [Fact]
    public void Every_event_must_come_out_once_and_in_order_however_frames_are_torn() =>
        Prop.ForAll(Scripts.Torn(Answer), script => Assembled(script.Events).SelectMany(outcome => outcome.Events).SequenceEqual(script.Events, ReferenceEqualityComparer.Instance))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Only_a_frame_all_of_whose_events_came_untouched_in_order_and_together_must_leave_whole() =>
        Prop.ForAll(Scripts.Torn(Answer), script => Assembled(script.Events).Where(outcome => outcome.IsWhole)
                .All(outcome => outcome.Events.SequenceEqual(((TestFrame)outcome.Events[0].Origin!).Events, ReferenceEqualityComparer.Instance)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_run_of_all_events_of_a_frame_must_leave_whole_whatever_stands_around_it() =>
        Prop.ForAll(Scripts.Torn(Answer), script =>
                Assembled([.. script.Events, new Passthrough(), .. Frames[2].Events, new Passthrough()]).Any(outcome => outcome.IsWhole && outcome.Events.Length == 3))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void An_event_changed_by_with_must_leave_apart()
    {
        var delta = (BlockDelta)Frames[0].Events[0];
        Assembled([delta with { Text = "changed" }]).Single().IsWhole.ShouldBeFalse();
        Assembled([delta]).Single().IsWhole.ShouldBeTrue();
    }

    [Fact]
    public void Following_single_event_frames_must_not_allocate()
    {
        var assembly = default(FrameAssembly);
        var single = Frames[0].Events[0];
        assembly.Offer(single);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            assembly.IsTornBy(single);
            assembly.Offer(single);
        }
        GC.GetAllocatedBytesForCurrentThread().ShouldBe(before);
    }

    // Drives an assembly the way every emitter does.
    static List<Outcome> Assembled(IEnumerable<ResponseEvent> events)
    {
        var assembly = default(FrameAssembly);
        var outcomes = new List<Outcome>();
        var held = new List<ResponseEvent>();
        foreach (var next in events)
        {
            outcomes.AddRange(assembly.IsTornBy(next) ? Apart(assembly.TakeHeld(), held) : []);
            var fit = assembly.Offer(next);
            held.Add(next);
            outcomes.AddRange(fit == FrameFit.Held ? [] : [new Outcome([.. held], fit == FrameFit.Whole)]);
            held.RemoveRange(0, fit == FrameFit.Held ? 0 : held.Count);
        }
        outcomes.AddRange(Apart(assembly.TakeHeld(), held));
        return outcomes;
    }

    static Outcome[] Apart(IEnumerable<ResponseEvent> taken, List<ResponseEvent> held)
    {
        Outcome[] apart = [.. taken.Select(one => new Outcome([one], IsWhole: false))];
        held.Clear();
        return apart;
    }

    sealed record Outcome(ResponseEvent[] Events, bool IsWhole)
    {
        public bool Equals(Outcome? other) => other is not null && IsWhole == other.IsWhole && Events.SequenceEqual(other.Events, ReferenceEqualityComparer.Instance);

        public override int GetHashCode() => Events.Length;
    }
}
