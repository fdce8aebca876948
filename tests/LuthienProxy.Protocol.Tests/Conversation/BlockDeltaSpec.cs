using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Tests.Wire;

namespace LuthienProxy.Protocol.Tests.Conversation;

public sealed class BlockDeltaSpec
{
    [Fact]
    public void A_text_that_nobody_reads_must_not_be_decoded_and_one_that_is_read_once_only()
    {
        var frame = TestFrame.Of(1);
        var delta = (BlockDelta)frame.Events[0];
        frame.Decoded.ShouldBe(0);
        delta.Text.ShouldBe("text of 0");
        delta.Text.ShouldBe("text of 0");
        frame.Decoded.ShouldBe(1);
    }

    [Fact]
    public void A_delta_made_without_a_frame_or_a_text_must_be_empty() =>
        new BlockDelta(new(0), DeltaKind.Text).Text.ShouldBe("");

    [Fact]
    public void A_changed_copy_must_hold_its_own_text_and_still_know_its_frame()
    {
        var frame = TestFrame.Of(1);
        var delta = (BlockDelta)frame.Events[0];
        var changed = delta with { Text = "new" };
        changed.Text.ShouldBe("new");
        changed.Origin.ShouldBeSameAs(frame);
        delta.Text.ShouldBe("text of 0");
        changed.ShouldNotBe(delta);
    }

    [Fact]
    public void Deltas_must_be_equal_by_block_kind_frame_and_text_however_the_text_came_in()
    {
        var frame = TestFrame.Of(1);
        var decoded = (BlockDelta)frame.Events[0];
        var given = new BlockDelta(new(0), DeltaKind.Text) { Origin = frame, Text = "text of 0" };
        given.ShouldBe(decoded);
        given.GetHashCode().ShouldBe(decoded.GetHashCode());
        given.ShouldNotBe(given with { Origin = null });
        given.ShouldNotBe(given with { Kind = DeltaKind.Arguments });
        given.ShouldNotBe(given with { Block = new(1) });
    }
}
