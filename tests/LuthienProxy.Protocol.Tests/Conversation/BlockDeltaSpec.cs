using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Tests.Anthropic;
using LuthienProxy.Protocol.Tests.Arbitrary;
using LuthienProxy.Protocol.Tests.Chat;
using LuthienProxy.Protocol.Tests.Responses;
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
    public void Text_that_is_written_behind_other_text_must_be_the_text_whatever_the_format() => Prop.ForAll(
        (from text in Texts.AnyUtf16() from length in Gen.Choose(0, 40) select (text, length)).ToArbitrary(),
        drawn =>
        {
            foreach (var delta in Deltas(drawn.text))
            {
                var behind = new StringBuilder("before ");
                delta.AppendTo(behind, drawn.length);
                behind.ToString().ShouldBe("before " + delta.Text[..Math.Min(drawn.length, delta.Text.Length)]);
                delta.Text.ShouldBe(drawn.text);
            }
        }).QuickCheckThrowOnFailure();

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

    // The same text twice in each format: the second is read by comparison. An empty one is no delta everywhere.
    static IEnumerable<BlockDelta> Deltas(string text)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonText.WriteEscaped(output, text);
        var json = Encoding.UTF8.GetString(output.WrittenSpan);
        var anthropic = $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{json}}}"}}""";
        var responses = $$"""{"type":"response.output_text.delta","sequence_number":1,"output_index":0,"content_index":0,"delta":"{{json}}"}""";
        return Enumerable.Repeat(Chats.Text(json), 2).SelectMany(Chats.Decode)
            .Concat(Relay.Decode(string.Concat(Enumerable.Repeat($"event: content_block_delta\ndata: {anthropic}\n\n", 2))))
            .Concat(ResponsesWire.DecodeFrames(Enumerable.Repeat($"event: response.output_text.delta\ndata: {responses}", 2)))
            .OfType<BlockDelta>();
    }
}
