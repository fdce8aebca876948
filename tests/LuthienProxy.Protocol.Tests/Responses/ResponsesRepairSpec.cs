using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Responses;

/// <summary>What becomes of upstreams that break the rules.</summary>
public sealed class ResponsesRepairSpec
{
    [Theory]
    [InlineData(true), InlineData(false)]
    [Trait("Spec", "R6")]
    public void Content_that_comes_in_copies_only_must_be_shown_to_policies_and_sent_as_deltas(bool mayRewrite)
    {
        foreach (var stream in new[] { Transcripts.CopiesOnly, Transcripts.EndOnly })
        {
            var events = ResponsesWire.Decode(stream);
            events.OfType<BlockDelta>().Where(delta => delta.Kind == DeltaKind.Text).Select(delta => delta.Text)
                .ShouldBe(["**Plan** look", "then act", "Hello, 🌍"]);
            events.OfType<BlockDelta>().First(delta => delta.Kind == DeltaKind.Arguments).Text.ShouldBe("{\"cmd\":\"ls\"}");
            var emitter = ResponsesWire.Emitter(new() { MayRewrite = mayRewrite });
            var written = ResponsesWire.Emit(emitter, events);
            written.ShouldBeLegal();
            emitter.Repairs[Repair.CompletedFrame].ShouldBeGreaterThan(0);
            written.ShouldContain("event: response.output_text.delta");
        }
    }

    [Fact]
    [Trait("Spec", "R6")]
    public void A_copy_that_differs_from_the_deltas_must_be_rebuilt_and_counted()
    {
        var emitter = ResponsesWire.Emitter();
        var stream = Transcripts.Agent.Replace("\"arguments\":\"{\\\"cmd\\\":\\\"ls\\\"}\"", "\"arguments\":\"{\\\"cmd\\\":\\\"rm\\\"}\"");
        var written = ResponsesWire.Emit(emitter, ResponsesWire.Decode(stream));
        written.ShouldBeLegal();
        written.ShouldNotContain("rm");
        emitter.Repairs[Repair.RebuiltCopy].ShouldBe(3);
    }

    [Fact]
    [Trait("Spec", "R6")]
    public void An_item_that_only_the_last_response_tells_of_must_be_shown_first()
    {
        var stream = Transcripts.Text.Replace("\"role\":\"assistant\"}],\"usage\"", "\"role\":\"assistant\"},{\"id\":\"msg_2\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"smuggled\",\"annotations\":[]}]}],\"usage\"");
        var events = ResponsesWire.Decode(stream);
        events.OfType<BlockDelta>().ShouldContain(delta => delta.Text == "smuggled");
        ResponsesWire.Emit(ResponsesWire.Emitter(), events).ShouldBeLegal();
        ResponsesWire.Emit(ResponsesWire.Emitter(), events.Where(next => next is not BlockDelta { Text: "smuggled" })).ShouldNotContain("smuggled");
    }

    [Theory]
    [InlineData("\"sequence_number\":5,", "")]
    [InlineData("\"sequence_number\":5,", "\"sequence_number\":50,")]
    [InlineData("event: response.output_text.delta\n", "")]
    [InlineData("\"item_id\":\"msg_1\"", "\"item_id\":\"rotated\"")]
    [InlineData("\"output_index\":0,\"content_index\":0,\"delta\"", "\"content_index\":0,\"delta\"")]
    [Trait("Spec", "R1"), Trait("Spec", "R7")]
    public void Numbers_names_and_ids_that_are_wrong_or_missing_must_be_mended(string right, string wrong)
    {
        var emitter = ResponsesWire.Emitter();
        ResponsesWire.Emit(emitter, ResponsesWire.Decode(Transcripts.Text.Replace(right, wrong))).ShouldBeLegal();
    }

    [Fact]
    [Trait("Spec", "R2")]
    public void A_done_marker_and_what_follows_the_end_must_be_dropped()
    {
        var emitter = ResponsesWire.Emitter();
        ResponsesWire.Emit(emitter, ResponsesWire.Decode(Transcripts.Text + "data: [DONE]\n\n")).ShouldBe(Transcripts.Text);
        emitter.Repairs[Repair.AfterEnd].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "R4")]
    public void Text_without_its_opening_frames_must_be_opened()
    {
        var frames = Transcripts.Text.Split("\n\n").Where(frame => !frame.Contains("output_item.added") && !frame.Contains("content_part.added"));
        var written = ResponsesWire.Emit(ResponsesWire.Emitter(), ResponsesWire.Decode(string.Join("\n\n", frames)));
        written.ShouldBeLegal();
        written.ShouldContain("event: response.content_part.added");
    }

    [Fact]
    [Trait("Spec", "R11")]
    public void In_progress_in_mid_stream_must_be_dropped()
    {
        var emitter = ResponsesWire.Emitter();
        var events = ResponsesWire.Decode(Transcripts.Text);
        var written = ResponsesWire.Emit(emitter, [.. events[..5], events[1], .. events[5..]]);
        written.ShouldBeLegal();
        emitter.Repairs[Repair.DuplicateStart].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "R8")]
    public void A_call_id_that_was_used_must_not_be_used_again()
    {
        var emitter = ResponsesWire.Emitter();
        var written = ResponsesWire.Emit(emitter, ResponsesWire.Decode(Transcripts.Agent.Replace("call_2", "call_1")));
        written.ShouldBeLegal();
        emitter.Repairs[Repair.BrokenToolCall].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "R10"), Trait("Spec", "I-29")]
    public void Unknown_events_must_pass_on()
    {
        var stream = Transcripts.Frame(
            """
            {"type":"response.created","sequence_number":#,"response":{"id":"resp_1","model":"m","output":[]}}
            {"type":"response.something_new","sequence_number":#,"payload":{"deep":[1,2]}}
            {"type":"response.completed","sequence_number":#,"response":{"id":"resp_1","model":"m","status":"completed","output":[],"usage":null}}
            """);
        ResponsesWire.Emit(ResponsesWire.Emitter(), ResponsesWire.Decode(stream)).ShouldBe(stream);
    }

    [Fact]
    [Trait("Spec", "I-36")]
    public void Arguments_that_are_not_JSON_must_be_kept_as_they_are()
    {
        var stream = Transcripts.ReasonedCall.Replace("{\\\"cmd\\\":", "{{oops ");
        ResponsesWire.Emit(ResponsesWire.Emitter(), ResponsesWire.Decode(stream)).ShouldBe(stream);
    }

    [Fact]
    public void An_event_that_is_no_JSON_must_end_the_answer()
    {
        ResponsesWire.Decode("event: x\ndata: {\"type\":\n\n").ShouldHaveSingleItem().ShouldBeOfType<ResponseFailed>().Error.Kind.ShouldBe(ErrorKind.Upstream);
    }
}
