using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Tests.Responses;

/// <summary>What leaves when policies change, drop, replace or add blocks.</summary>
public sealed class ResponsesRewriteSpec
{
    [Fact]
    [Trait("Spec", "R6"), Trait("Spec", "R14")]
    public void A_changed_text_must_be_the_same_in_all_of_its_copies()
    {
        var written = ResponsesWire.Rewrite(Transcripts.Text, next => [next is BlockDelta { Text: "Hello, " } delta ? delta with { Text = "Bye \"x\", " } : next]);
        written.ShouldBeLegal();
        written.ShouldNotContain("Hello");
        written.ShouldContain("\"delta\":\"Bye \\\"x\\\", \",\"logprobs\":[],\"obfuscation\":\"x7\"");
        written.Split("Bye \\\"x\\\", 🌍").Length.ShouldBe(5);
        written.ShouldContain("\"phase\":\"final_answer\"");
        written.ShouldContain("\"x_unknown\":{\"a\":[1e-7]}");
    }

    [Fact]
    [Trait("Spec", "R3"), Trait("Spec", "R1")]
    public void A_dropped_message_must_take_its_scaffolding_with_it_and_the_rest_must_close_ranks()
    {
        var written = ResponsesWire.Rewrite(Transcripts.Agent, Without(BlockKind.Text));
        written.ShouldBeLegal();
        written.ShouldNotContain("msg_1");
        written.ShouldNotContain("Hello");
        written.ShouldContain("\"output_index\":1,\"item\":{\"id\":\"fc_1\"");
    }

    [Fact]
    [Trait("Spec", "R5"), Trait("Spec", "R8")]
    public void A_dropped_tool_call_must_leave_no_byte_behind()
    {
        var written = ResponsesWire.Rewrite(Transcripts.Agent, Without(BlockKind.ToolCall));
        written.ShouldBeLegal();
        written.ShouldNotContain("call_1");
        written.ShouldNotContain("apply_patch");
        written.ShouldNotContain("function_call");
        written.ShouldContain("\"status\":\"completed\"");
    }

    [Fact]
    [Trait("Spec", "R4"), Trait("Spec", "R9")]
    public void A_tool_call_replaced_by_text_must_stand_in_its_place()
    {
        var written = ResponsesWire.Rewrite(Transcripts.ReasonedCall, ReplaceCall);
        written.ShouldBeLegal();
        written.ShouldNotContain("shell");
        written.ShouldContain("\"output_index\":1,\"item\":{\"id\":\"msg_68af_0\",\"type\":\"message\"");
        written.ShouldContain("\"delta\":\"Blocked.\"");
    }

    [Fact]
    [Trait("Spec", "R9")]
    public void Reasoning_whose_call_was_taken_must_be_followed_by_a_message()
    {
        var written = ResponsesWire.Rewrite(Transcripts.ReasonedCall, Without(BlockKind.ToolCall));
        written.ShouldBeLegal();
        written.ShouldContain("[content removed]");
        written.ShouldContain("\"encrypted_content\":\"gAAAAABo+/==\"");
    }

    [Fact]
    [Trait("Spec", "R4")]
    public void Text_added_after_a_text_must_become_a_part_of_its_message()
    {
        var written = ResponsesWire.Rewrite(Transcripts.Text, next => next is BlockCompleted ? [next, .. Text(7, "Note.")] : [next]);
        written.ShouldBeLegal();
        written.ShouldContain("\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":1,\"delta\":\"Note.\"");
        written.Split("event: response.output_item.added").Length.ShouldBe(2);
    }

    [Fact]
    [Trait("Spec", "R5")]
    public void A_renamed_tool_must_be_named_so_everywhere()
    {
        var written = ResponsesWire.Rewrite(
            Transcripts.Agent,
            next => [next is BlockStarted { Tool: { Name: "shell" } tool } call ? call with { Tool = tool with { Name = "safe_shell" } } : next]);
        written.ShouldBeLegal();
        written.Split("\"name\":\"safe_shell\"").Length.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    [Trait("Spec", "R9")]
    public void Encrypted_content_that_a_policy_took_out_must_be_in_no_final_copy()
    {
        var written = ResponsesWire.Rewrite(Transcripts.Agent, next => next is BlockDelta { Kind: DeltaKind.Signature } ? [] : [next]);
        written.ShouldBeLegal();
        written.ShouldNotContain("gAAAAABo+/==");
    }

    [Fact]
    [Trait("Spec", "R2")]
    public void A_changed_stop_must_change_the_terminal_event()
    {
        var written = ResponsesWire.Rewrite(Transcripts.Text, next => [next is ChoiceStopped stopped ? stopped with { Reason = new(StopKind.MaxTokens) } : next]);
        written.ShouldBeLegal();
        written.ShouldContain("event: response.incomplete\n");
        written.ShouldContain("\"incomplete_details\":{\"reason\":\"max_output_tokens\"}");
        written.ShouldContain("\"total_tokens\":48");
    }

    static Func<ResponseEvent, IEnumerable<ResponseEvent>> Without(BlockKind kind)
    {
        var dropped = new HashSet<BlockId>();
        return next =>
        {
            var block = BlockOf(next);
            var isDropped = next is BlockStarted started && started.Kind == kind ? dropped.Add(started.Block) : block is { } id && dropped.Contains(id);
            return isDropped ? [] : [next];
        };
    }

    static IEnumerable<ResponseEvent> ReplaceCall(ResponseEvent next) => next switch
    {
        BlockStarted { Kind: BlockKind.ToolCall } => Text(9, "Blocked."),
        BlockDelta { Kind: DeltaKind.Arguments } => [],
        BlockCompleted { Block.Value: 1 } => [],
        _ => [next],
    };

    static IEnumerable<ResponseEvent> Text(int block, string text) =>
        [new BlockStarted(new(block), BlockKind.Text), new BlockDelta(new(block), DeltaKind.Text) { Text = text }, new BlockCompleted(new(block))];

    static BlockId? BlockOf(ResponseEvent next) => next switch
    {
        BlockStarted started => started.Block,
        BlockDelta delta => delta.Block,
        BlockCompleted completed => completed.Block,
        _ => null,
    };
}
