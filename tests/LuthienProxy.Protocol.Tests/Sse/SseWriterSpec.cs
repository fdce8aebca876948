using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Sse;

[Trait("Spec", "H1")]
public sealed class SseWriterSpec
{
    [Fact]
    public void Whatever_was_framed_must_leave_in_the_one_normal_framing_with_its_values_kept() =>
        Prop.ForAll(SseStreams.Any(), lines =>
        {
            var frames = Framing.Frames([.. lines.SelectMany(line => line)], ChunkPlan.Whole);
            return Framing.Frames(Written(frames), ChunkPlan.Whole).SequenceEqual(frames);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_leaves_must_have_no_BOM_no_CR_and_a_blank_line_after_every_event() =>
        Prop.ForAll(SseStreams.Any(), lines =>
        {
            var frames = Framing.Frames([.. lines.SelectMany(line => line)], ChunkPlan.Whole);
            var written = Encoding.Latin1.GetString(Written(frames));
            return !written.Contains('\r') && written.StartsWith("\u00ef\u00bb\u00bf", StringComparison.Ordinal) is false
                && (frames.Count == 0 || written.EndsWith("\n\n", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_event_must_be_written_as_its_lines_and_a_blank_one() =>
        Encoding.UTF8.GetString(Written([new("ping", "{}"), new("", "a\nb"), new("", " c", true)]))
            .ShouldBe("event: ping\ndata: {}\n\ndata: a\ndata: b\n\n: c\n\n");

    [Fact]
    public void An_event_written_by_parts_must_equal_one_written_whole()
    {
        var output = new ArrayBufferWriter<byte>();
        SseWriter.BeginEvent(output, "x"u8);
        output.Write("{}"u8);
        SseWriter.EndEvent(output);
        output.WrittenSpan.ToArray().ShouldBe(Written([new("x", "{}")]));
    }

    static byte[] Written(IEnumerable<PlainFrame> frames)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var frame in frames)
            Write(output, frame);
        return output.WrittenSpan.ToArray();
    }

    static void Write(ArrayBufferWriter<byte> output, PlainFrame frame)
    {
        var data = Encoding.Latin1.GetBytes(frame.Data);
        if (frame.IsComment)
            SseWriter.WriteComment(output, data);
        else
            SseWriter.WriteEvent(output, Encoding.Latin1.GetBytes(frame.Event), data);
    }
}
