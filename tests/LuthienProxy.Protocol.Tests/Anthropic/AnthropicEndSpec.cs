using System.Buffers;
using System.Text;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Anthropic;

/// <summary>Failures, keep-alives and what is held.</summary>
public sealed class AnthropicEndSpec
{
    [Fact]
    [Trait("Spec", "A12")]
    [Trait("Spec", "I-33")]
    public void A_failure_inside_an_answer_must_be_one_error_event_and_nothing_more()
    {
        var sent = Part(Transcripts.Text, 5);
        var text = After(sent, (emitter, output) => emitter.Fail(new(ErrorKind.Timeout, "Silent.") { TransactionId = "tx" }, output));
        text.ShouldBe("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"timeout_error\",\"message\":\"Silent.\"},\"request_id\":\"tx\"}\n\n");
        AnthropicGrammar.CheckStream(Encoding.UTF8.GetBytes(sent.Text + text)).ShouldBeEmpty();
        After(sent, (emitter, output) => emitter.Fail(new(ErrorKind.Timeout, "Silent."), output)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "I-33")]
    public void What_a_policy_blocks_in_mid_text_must_end_as_a_turn_that_says_so()
    {
        var sent = Part(Transcripts.Text, 5);
        var text = After(sent, (emitter, output) => emitter.Fail(new(ErrorKind.Blocked, "Not allowed."), output));
        text.ShouldContain("\\n\\nNot allowed.");
        text.ShouldContain("\"stop_reason\":\"end_turn\"");
        AnthropicGrammar.CheckStream(Encoding.UTF8.GetBytes(sent.Text + text)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "I-33")]
    public void What_a_policy_blocks_inside_a_call_must_end_with_an_error() =>
        After(Part(Transcripts.Prefilled, 8), (emitter, output) => emitter.Fail(new(ErrorKind.Blocked, "Not allowed."), output)).ShouldStartWith("event: error\n");

    [Fact]
    [Trait("Spec", "I-34")]
    public void Before_anything_was_written_a_failure_must_write_nothing()
    {
        var sent = Part(Transcripts.Text, 0);
        After(sent, (emitter, output) => emitter.Fail(new(ErrorKind.Upstream, "Gone."), output)).ShouldBeEmpty();
        (sent.Emitter.HasStarted, sent.Emitter.HasEnded).ShouldBe((false, true));
    }

    [Fact]
    [Trait("Spec", "I-30")]
    [Trait("Spec", "A12")]
    public void A_keep_alive_must_be_a_ping_and_in_open_text_a_delta_that_clients_count()
    {
        After(Part(Transcripts.Text, 0), (emitter, output) => emitter.KeepAlive(output)).ShouldBe("event: ping\ndata: {\"type\":\"ping\"}\n\n");
        After(Part(Transcripts.Text, 5), (emitter, output) => emitter.KeepAlive(output)).ShouldBe(
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"\"}}\n\n");
        After(Relay.Through(Transcripts.Text), (emitter, output) => emitter.KeepAlive(output)).ShouldBeEmpty();
    }

    [Theory]
    [Trait("Spec", "H3")]
    [MemberData(nameof(Transcripts.All), MemberType = typeof(Transcripts))]
    public void Every_frame_must_leave_before_the_next_one_comes(string stream)
    {
        var output = new ArrayBufferWriter<byte>();
        var emitter = AnthropicFormat.Instance.CreateStreamEmitter(Relay.Request);
        var lengths = Relay.Decode(stream).GroupBy(e => e.Origin).Select(frame =>
        {
            var before = output.WrittenCount;
            frame.ToList().ForEach(next => emitter.Emit(next, output));
            return output.WrittenCount - before;
        });
        lengths.ShouldAllBe(length => length > 0);
    }

    [Fact]
    [Trait("Spec", "A2")]
    public void Settling_must_write_a_start_that_waits_for_the_rest_of_its_frame()
    {
        var sent = Part(Transcripts.Text, 1);
        sent.Text.ShouldStartWith("event: message_start\n");
        sent.Text.ShouldContain("\"service_tier\":\"standard\"");
    }

    static Relay.Sent Part(string stream, int events) => Relay.Emit(Relay.Decode(stream).Take(events));

    static string After(Relay.Sent sent, Action<IResponseEmitter, IBufferWriter<byte>> act)
    {
        var output = new ArrayBufferWriter<byte>();
        act(sent.Emitter, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
