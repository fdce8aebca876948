using System.Runtime.InteropServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Sse;

[Trait("Spec", "H4")]
public sealed class SseFramerSpec
{
    static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    [Trait("Spec", "H5")]
    public void A_framer_must_yield_the_same_frames_however_the_bytes_are_split() =>
        Prop.ForAll(SseStreams.Any(), ChunkPlan.Any(), (lines, plan) =>
            Framing.Frames(Bytes(lines), plan).SequenceEqual(ReferenceParser.Parse(Bytes(lines)))).Check(Thorough);

    [Fact]
    public void A_framer_must_yield_the_same_frames_byte_by_byte_and_all_at_once() =>
        Prop.ForAll(SseStreams.Any(), lines =>
            Framing.Frames(Bytes(lines), ChunkPlan.ByteByByte).SequenceEqual(ReferenceParser.Parse(Bytes(lines)))
            && Framing.Frames(Bytes(lines), ChunkPlan.Whole).SequenceEqual(ReferenceParser.Parse(Bytes(lines)))).Check(Thorough);

    [Theory]
    [InlineData("data: x\n\n")]
    [InlineData("data:x\n\n")]
    [InlineData("data: x\r\n\r\n")]
    [InlineData("data: x\r\r")]
    [InlineData("data: x\r\n\n")]
    [InlineData("data: x\n\r\n")]
    [InlineData("data: x\n\r")]
    [InlineData("\ufeffdata: x\n\n")]
    [InlineData("\n\n\ndata: x\n\n\n\n")]
    [InlineData("event: lost\n\ndata: x\n\n")]
    [InlineData("id: 7\nretry: 5\nunknown\nx: y\ndata: x\n\n")]
    [InlineData("data: x\n")]
    [InlineData("data: x")]
    public void Every_way_to_write_an_event_must_give_it(string stream) =>
        Frames(stream).ShouldBe([new("", "x")]);

    [Theory]
    [InlineData("data: a\ndata: b\n\n", "a\nb")]
    [InlineData("data\n\n", "")]
    [InlineData("data:\ndata:\n\n", "\n")]
    [InlineData("data:  a \n\n", " a ")]
    [InlineData("data: a:b\n\n", "a:b")]
    public void Data_must_be_joined_by_LF_and_lose_one_space_only(string stream, string data) =>
        Frames(stream).ShouldBe([new("", data)]);

    [Fact]
    public void The_last_event_name_must_count_and_be_forgotten_after_its_event() =>
        Frames("event: a\nevent: b\ndata: 1\n\ndata: 2\n\n").ShouldBe([new("b", "1"), new("", "2")]);

    [Fact]
    public void Comments_must_be_given_in_their_place_and_leave_the_event_around_them_whole() =>
        Frames(":a\n\nevent: x\n: b\ndata: 1\n:\n\n").ShouldBe([new("", "a", true), new("", " b", true), new("", "", true), new("x", "1")]);

    [Fact]
    [Trait("Spec", "H3")]
    public void A_frame_must_come_out_with_the_byte_that_completes_it()
    {
        var framer = new SseFramer();
        framer.Feed("data: 1\r\n"u8.ToArray()).ShouldBeEmpty();
        framer.Feed("\r"u8.ToArray()).ShouldBe([new("", "1")]);
        framer.Feed("\ndata: 2\r\r"u8.ToArray()).ShouldBe([new("", "2")]);
        framer.Feed(": c\n"u8.ToArray()).ShouldBe([new("", " c", true)]);
    }

    [Fact]
    [Trait("Spec", "H5")]
    public void A_character_split_over_chunks_must_arrive_unchanged() =>
        Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Framing.Frames(Encoding.UTF8.GetBytes("data: 🌍\\ud83c\n\n"), ChunkPlan.ByteByByte)[0].Data))
            .ShouldBe("🌍\\ud83c");

    [Fact]
    public void Frames_within_one_chunk_must_be_slices_of_it()
    {
        byte[] chunk = [.. "event: x\ndata: 1\n\n"u8];
        var framer = new SseFramer();
        framer.Append(chunk);
        framer.TryRead(out var frame).ShouldBeTrue();
        ArrayOf(frame.Event).ShouldBeSameAs(chunk);
        ArrayOf(frame.Data).ShouldBeSameAs(chunk);
    }

    [Fact]
    public void An_event_of_several_megabytes_must_pass_in_small_chunks()
    {
        var data = new string('x', 3_000_000);
        Framing.Frames(Encoding.UTF8.GetBytes($"data: {data}\n\n"), new([16_384]))[0].Data.Length.ShouldBe(data.Length);
    }

    [Fact]
    public void A_chunk_must_not_be_appended_over_unread_frames_or_after_the_end()
    {
        var framer = new SseFramer();
        framer.Append("data: 1\n\ndata: 2\n\n"u8.ToArray());
        framer.TryRead(out _);
        Should.Throw<InvalidOperationException>(() => framer.Append("x"u8.ToArray()));
        framer.Drain();
        framer.Complete();
        Should.Throw<InvalidOperationException>(() => framer.Append("x"u8.ToArray()));
    }

    static List<PlainFrame> Frames(string stream) => Framing.Frames(Encoding.UTF8.GetBytes(stream), ChunkPlan.Whole);

    static byte[] Bytes(byte[][] lines) => [.. lines.SelectMany(line => line)];

    static byte[]? ArrayOf(ReadOnlyMemory<byte> memory) => MemoryMarshal.TryGetArray(memory, out var segment) ? segment.Array : null;
}
