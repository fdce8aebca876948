using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Anthropic;

/// <summary>What leaves when the upstream itself breaks the format.</summary>
public sealed class AnthropicRepairSpec
{
    const string Head = """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}""";

    static readonly string[] End =
        ["""{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":3}}""", """{"type":"message_stop"}"""];

    [Theory]
    [Trait("Spec", "A1")]
    [InlineData("data: {\"type\":\"content_block_stop\",\"index\":0}\n\n")]
    [InlineData("event: message\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n")]
    [InlineData("event: content_block_stop\ndata: {\"index\":0}\n\n")]
    public void An_event_must_get_the_name_of_its_type(string stop)
    {
        var sent = Legal(Stream([Head, Start(0, "text"), Text(0, "Hi")]) + stop + Stream(End));
        sent.Repairs[Repair.CompletedFrame].ShouldBe(1);
        sent.Text.ShouldContain("event: content_block_stop\ndata: {\"");
    }

    [Fact]
    [Trait("Spec", "A3")]
    [Trait("Spec", "I-21")]
    public void Interleaved_blocks_must_come_one_after_the_other_without_loss()
    {
        var sent = Legal(Stream([Head, Start(0, "text"), Start(1, "text"), Text(1, "B"), Text(0, "A"), Stop(1), Text(0, "a"), Stop(0), .. End]));
        sent.Text.ShouldContain(Stream([Start(0, "text"), Text(0, "A"), Text(0, "a"), Stop(0), Start(1, "text"), Text(1, "B"), Stop(1)]));
        sent.Repairs[Repair.InterleavedBlocks].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "A3")]
    public void A_block_that_never_ends_must_not_hold_the_others_for_ever()
    {
        var many = Enumerable.Repeat(Text(1, "B"), 1500);
        var sent = Legal(Stream([Head, Start(0, "text"), Text(0, "A"), Start(1, "text"), .. many, Stop(1), .. End]));
        sent.Repairs[Repair.UnclosedBlock].ShouldBe(1);
        sent.Text.Split("\"B\"").Length.ShouldBe(1501);
    }

    [Fact]
    [Trait("Spec", "I-33")]
    public void Content_that_can_no_longer_be_placed_must_fail_the_answer_rather_than_vanish()
    {
        var many = Enumerable.Repeat(Text(1, "B"), 1500);
        Legal(Stream([Head, Start(0, "text"), Text(0, "A"), Start(1, "text"), .. many, Text(0, "late"), .. End])).Text
            .ShouldContain("event: error\n");
    }

    [Theory]
    [Trait("Spec", "A3")]
    [Trait("Spec", "I-21")]
    [InlineData(5, 9)]
    [InlineData(0, 0)]
    public void Indices_must_be_renumbered(int first, int second)
    {
        var sent = Legal(Stream([Head, Start(first, "text"), Text(first, "A"), Stop(first), Start(second, "text"), Text(second, "B"), Stop(second), .. End]));
        sent.Text.ShouldContain(Stream([Start(0, "text"), Text(0, "A"), Stop(0), Start(1, "text"), Text(1, "B"), Stop(1)]));
        sent.Repairs[Repair.Renumbered].ShouldBeGreaterThan(0);
    }

    [Fact]
    [Trait("Spec", "A10")]
    [Trait("Spec", "I-27")]
    public void A_text_block_the_upstream_left_empty_must_get_a_mark()
    {
        var sent = Legal(Stream([Head, Start(0, "text"), Stop(0), .. End]));
        sent.Text.ShouldContain("\"text\":\"…\"");
        sent.Repairs[Repair.EmptyBlock].ShouldBe(1);
    }

    [Theory]
    [Trait("Spec", "A6")]
    [Trait("Spec", "I-25")]
    [InlineData("tool_use", "end_turn")]
    [InlineData(null, "end_turn")]
    [InlineData("max_tokens", "max_tokens")]
    [InlineData("stop_sequence", "stop_sequence")]
    [InlineData("pause_turn", "pause_turn")]
    [InlineData("model_context_window_exceeded", "model_context_window_exceeded")]
    [InlineData("something_new", "something_new")]
    public void A_stop_reason_must_fit_and_else_stay(string? came, string left)
    {
        var word = came is null ? "null" : $"\"{came}\"";
        var stop = $$$"""{"type":"message_delta","delta":{"stop_reason":{{{word}}} },"usage":{"output_tokens":3}}""";
        Legal(Stream([Head, Start(0, "text"), Text(0, "A"), Stop(0), stop, End[1]])).Text.ShouldContain($"\"stop_reason\":\"{left}\"");
    }

    [Fact]
    [Trait("Spec", "A6")]
    public void A_turn_that_ends_with_a_call_must_say_so() =>
        Legal(Stream([Head, Tool(0, "toolu_1", "f"), Stop(0), .. End])).Text.ShouldContain("\"stop_reason\":\"tool_use\"");

    [Theory]
    [Trait("Spec", "A5")]
    [InlineData("""{"type":"message_delta","delta":{"stop_reason":"end_turn"}}""")]
    [InlineData("""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{}}""")]
    [InlineData("""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":null}""")]
    public void A_stop_without_usage_must_get_it(string stop) =>
        Legal(Stream([Head, Start(0, "text"), Text(0, "A"), Stop(0), stop, End[1]])).Text.ShouldContain("\"output_tokens\":1}}");

    [Fact]
    [Trait("Spec", "A2")]
    [Trait("Spec", "I-20")]
    public void A_missing_start_must_be_made_and_a_second_dropped()
    {
        var sent = Legal(Stream([Start(0, "text"), Text(0, "A"), Head, Stop(0), Head, .. End]));
        (sent.Repairs[Repair.MissingStart], sent.Repairs[Repair.DuplicateStart]).ShouldBe((1, 2));
        sent.Text.ShouldContain("\"model\":\"claude-x\"");
    }

    [Fact]
    [Trait("Spec", "A4")]
    [Trait("Spec", "I-22")]
    public void What_comes_after_the_stop_must_be_dropped()
    {
        var sent = Legal(Stream([Head, End[0], Start(0, "text"), Text(0, "late"), Stop(0), End[0], End[1], Text(0, "later")]));
        sent.Text.ShouldBe(Stream([Head, .. End]));
        sent.Repairs[Repair.AfterStop].ShouldBe(2);
        sent.Repairs[Repair.AfterEnd].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "A12")]
    [Trait("Spec", "I-33")]
    public void A_piece_that_belongs_to_no_block_must_fail_the_answer_rather_than_be_lost()
    {
        var sent = Legal(Stream([Head, Start(0, "text"), Text(0, "A"), Stop(0), Text(0, "B"), .. End]));
        sent.Text.ShouldContain("event: error");
        sent.Text.ShouldNotContain("message_stop");
    }

    [Fact]
    [Trait("Spec", "A4")]
    public void What_is_open_at_the_stop_must_be_closed_and_a_missing_stop_made()
    {
        var sent = Legal(Stream([Head, Tool(0, "toolu_1", "f"), End[1]]));
        (sent.Repairs[Repair.UnclosedBlock], sent.Repairs[Repair.MissingStop]).ShouldBe((1, 1));
        sent.Text.ShouldContain("\"stop_reason\":\"tool_use\"");
    }

    [Fact]
    [Trait("Spec", "A8")]
    public void Input_in_a_call_s_start_must_come_as_a_delta() =>
        Legal(Stream([Head, Tool(0, "toolu_1", "f", """{"a":1}"""), Stop(0), .. End])).Text
            .ShouldContain(Stream(["""{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"toolu_1","name":"f","input":{}}}""", """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}"""]));

    [Fact]
    [Trait("Spec", "A9")]
    public void A_signature_in_pieces_must_end_whole() =>
        Legal(Stream([Head, Start(0, "thinking"), Delta(0, "signature", "AB"), Delta(0, "signature", "CD"), Stop(0), .. End])).Text
            .ShouldContain(Delta(0, "signature", "ABCD"));

    [Fact]
    [Trait("Spec", "A11")]
    public void Calls_without_an_id_of_their_own_must_get_one_and_without_a_name_be_dropped()
    {
        var sent = Legal(Stream([Head, Tool(0, "toolu_1", "f"), Stop(0), Tool(1, "toolu_1", "g"), Stop(1), Tool(2, "", "h"), Stop(2), Tool(3, "x", ""), Stop(3), .. End]));
        sent.Repairs[Repair.BrokenToolCall].ShouldBe(3);
        sent.Text.ShouldContain("toolu_1_msg_1");
    }

    [Fact]
    [Trait("Spec", "A8")]
    [Trait("Spec", "I-36")]
    public void Arguments_that_are_no_JSON_must_pass() =>
        Legal(Stream([Head, Tool(0, "toolu_1", "f"), Delta(0, "input_json", "{nope", "partial_json"), Stop(0), .. End])).Text.ShouldContain("{nope");

    [Fact]
    public void A_frame_of_another_format_must_be_dropped()
    {
        var sent = Legal(Stream([Head]) + "data: [DONE]\n\n" + Stream(End));
        sent.Text.ShouldBe(Stream([Head, .. End]));
        sent.Repairs[Repair.ForeignFrame].ShouldBe(1);
    }

    [Theory]
    [Trait("Spec", "I-33")]
    [InlineData("event: content_block_delta\ndata: {\"type\":\n\n")]
    [InlineData("data: <html>\n\n")]
    [InlineData("data: {} {}\n\n")]
    public void What_cannot_be_read_must_end_the_answer_with_an_error(string broken) =>
        Legal(Stream([Head]) + broken + Stream(End)).Text.ShouldEndWith(
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"The upstream sent an event that is not valid JSON.\"}}\n\n");

    [Fact]
    [Trait("Spec", "I-32")]
    public void An_end_without_an_answer_must_be_an_error() => Legal(Stream([End[1]])).Text.ShouldStartWith("event: error\n");

    static Relay.Sent Legal(string stream)
    {
        var sent = Relay.Through(stream);
        AnthropicGrammar.CheckStream(sent.Bytes).ShouldBeEmpty(sent.Text);
        return sent;
    }

    static string Stream(IEnumerable<string> datas) => string.Concat(datas.Select(data => $"event: {data.Split('"')[3]}\ndata: {data}\n\n"));

    static string Start(int index, string type) =>
        $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"{{{type}}}","{{{type}}}":""}}""";

    static string Tool(int index, string id, string name, string input = "{}") =>
        $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"tool_use","id":"{{{id}}}","name":"{{{name}}}","input":{{{input}}} }}""";

    static string Text(int index, string text) => Delta(index, "text", text);

    static string Delta(int index, string kind, string text, string? field = null) =>
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"{{{kind}}}_delta","{{{field ?? kind}}}":"{{{text}}}"}}""";

    static string Stop(int index) => $$"""{"type":"content_block_stop","index":{{index}}}""";
}
