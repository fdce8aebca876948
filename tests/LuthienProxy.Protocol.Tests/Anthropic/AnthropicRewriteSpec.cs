using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Anthropic;

/// <summary>What leaves when a policy changed something.</summary>
public sealed class AnthropicRewriteSpec
{
    [Fact]
    [Trait("Spec", "I-25")]
    [Trait("Spec", "I-26")]
    [Trait("Spec", "A3")]
    public void A_dropped_call_must_leave_no_trace_and_no_gap()
    {
        var sent = Emit(Transcripts.ParallelTools, events => events.Where(e => BlockOf(e) != 3));
        sent.Text.ShouldNotContain("toolu_01T1xJ");
        sent.Text.ShouldContain("""data: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_01T2yK","name":"now","input":{}}}""");
        sent.Text.ShouldContain("\"stop_reason\":\"tool_use\"");
    }

    [Fact]
    [Trait("Spec", "I-25")]
    [Trait("Spec", "A6")]
    [Trait("Spec", "I-23")]
    public void Without_any_call_left_the_turn_must_end()
    {
        var sent = Emit(Transcripts.ParallelTools, events => events.Where(e => BlockOf(e) is not (3 or 4)));
        sent.Text.ShouldContain("""data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":89}}""");
        sent.Repairs[Repair.CorrectedStop].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "I-25")]
    public void Another_stop_reason_must_be_kept_whatever_was_dropped()
    {
        var sent = Emit(Transcripts.Refused, events => events.Where(e => BlockOf(e) != 0));
        sent.Text.ShouldContain("\"stop_reason\":\"refusal\"");
        sent.Text.ShouldContain("\"stop_details\":{\"type\":\"refusal\",\"category\":\"cyber\"}");
    }

    [Fact]
    [Trait("Spec", "I-27")]
    [Trait("Spec", "A10")]
    public void When_all_was_removed_the_client_must_be_told()
    {
        var sent = Emit(Transcripts.Text, events => events.Where(e => BlockOf(e) != 0));
        sent.Text.ShouldContain("""{"type":"text_delta","text":"[This answer was removed by a policy.]"}""");
        sent.Repairs[Repair.EmptyBlock].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "I-27")]
    [Trait("Spec", "A10")]
    public void When_a_policy_empties_a_text_that_has_begun_the_client_must_be_told() =>
        Emit(Transcripts.Text, events => events.Where(e => e is not BlockDelta)).Text
            .ShouldContain("""{"type":"text_delta","text":"[This answer was removed by a policy.]"}""");

    [Fact]
    [Trait("Spec", "I-27")]
    public void A_text_block_made_here_that_stays_empty_must_not_be_sent() =>
        Emit(Transcripts.Text, events => [.. events.SkipLast(2), .. Block(9, BlockKind.Text, ""), .. events.TakeLast(2)]).Text
            .ShouldNotContain("\"index\":1");

    [Fact]
    [Trait("Spec", "H5")]
    [Trait("Spec", "H10")]
    public void A_changed_delta_must_keep_the_rest_of_its_frame() =>
        Emit(Transcripts.Text, events => events.Select(e => e is BlockDelta ? (ResponseEvent)(((BlockDelta)e) with { Text = "\udf0d\"" }) : e)).Text
            .ShouldContain("""data: {"delta":{"text":"\udf0d\"","type":"text_delta"},"obfuscation":12345678901234567890,"index":0,"type":"content_block_delta"}""");

    [Fact]
    [Trait("Spec", "A7")]
    [Trait("Spec", "I-24")]
    public void Text_added_before_the_calls_must_move_them_and_only_them()
    {
        var sent = Emit(Transcripts.ParallelTools, events => events.SelectMany(e => e is BlockStarted { Block.Value: 3 } ? [.. Block(90, BlockKind.Text, "Note."), e] : new[] { e }));
        sent.Text.ShouldContain("""
            data: {"type":"content_block_start","index":3,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"Note."}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":3}

            event: content_block_start
            data: {"type":"content_block_start","index":4,"content_block":{"type":"tool_use","id":"toolu_01T1xJ","name":"get_weather","input":{},"caller":{"type":"direct"}}}
            """);
        sent.Repairs.Total.ShouldBe(0);
    }

    [Fact]
    [Trait("Spec", "A7")]
    [Trait("Spec", "I-24")]
    public void Text_added_after_a_call_must_be_dropped()
    {
        var sent = Emit(Transcripts.ParallelTools, events => [.. events.SkipLast(3), .. Block(90, BlockKind.Text, "Note."), .. events.TakeLast(3)]);
        sent.Text.ShouldNotContain("Note.");
        sent.Repairs[Repair.MisplacedBlock].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "A2")]
    public void A_call_in_the_start_must_be_seen_and_can_be_dropped()
    {
        var calls = Relay.Decode(Transcripts.Prefilled);
        calls.OfType<BlockStarted>().Select(call => call.Tool!.Id).ShouldBe(["toolu_p1", "toolu_p2", "toolu_p3"]);
        calls.OfType<BlockDelta>().Single().Text.ShouldBe("""{"sql":"SELECT 1"}""");
        var sent = Emit(Transcripts.Prefilled, events => events.Where(e => BlockOf(e) != 0));
        sent.Text.ShouldNotContain("toolu_p1");
        sent.Text.ShouldContain("\"id\":\"toolu_p2\"");
    }

    [Fact]
    [Trait("Spec", "A9")]
    [Trait("Spec", "I-28")]
    public void Thinking_must_keep_its_bytes_when_what_follows_is_changed()
    {
        var sent = Emit(Transcripts.ParallelTools, events => events.Where(e => BlockOf(e) != 2));
        sent.Text.ShouldContain(Transcripts.ParallelTools[..Transcripts.ParallelTools.IndexOf("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":2", StringComparison.Ordinal)]);
    }

    [Fact]
    [Trait("Spec", "A5")]
    [Trait("Spec", "I-31")]
    public void An_answer_made_here_must_have_usage_in_its_start_and_its_stop()
    {
        ResponseEvent[] made =
        [
            new ResponseStarted("msg_1", "m"), new UsageReported(new() { Input = 5, Output = 1, CacheRead = 3 }), .. Block(0, BlockKind.Text, "Hi"),
            new ChoiceStopped(0, new(StopKind.EndTurn)), new UsageReported(new() { Output = 7 }), new ResponseCompleted(),
        ];
        var sent = Relay.Emit(made);
        sent.Text.ShouldContain("\"usage\":{\"input_tokens\":5,\"cache_read_input_tokens\":3,\"output_tokens\":1}");
        sent.Text.ShouldContain("\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"input_tokens\":5,\"cache_read_input_tokens\":3,\"output_tokens\":7}");
        AnthropicGrammar.CheckStream(sent.Bytes).ShouldBeEmpty();
    }

    static Relay.Sent Emit(string stream, Func<List<ResponseEvent>, IEnumerable<ResponseEvent>> policy)
    {
        var sent = Relay.Emit(policy(Relay.Decode(stream)));
        AnthropicGrammar.CheckStream(sent.Bytes).ShouldBeEmpty();
        return sent;
    }

    static ResponseEvent[] Block(int id, BlockKind kind, string text) =>
        [new BlockStarted(new(id), kind), new BlockDelta(new(id), DeltaKind.Text) { Text = text }, new BlockCompleted(new(id))];

    static int? BlockOf(ResponseEvent e) => e switch
    {
        BlockStarted x => x.Block.Value,
        BlockDelta x => x.Block.Value,
        BlockCompleted x => x.Block.Value,
        _ => null,
    };
}
