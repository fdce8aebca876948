using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Chat;

public sealed class ChatBodySpec
{
    public const string Body =
        """
        {
          "id": "chatcmpl-9", "object": "chat.completion", "created": 17, "model": "m", "x_big": 12345678901234567890,
          "choices": [{"index": 0, "message": {"role": "assistant", "content": "see \u00e9\ud83c", "reasoning_content": "hm", "refusal": null, "annotations": [],
            "tool_calls": [{"id": "call_a", "type": "function", "function": {"name": "Bash", "arguments": "{\"a\":1}"}, "extra_content": {"s": 1e-7}}]},
            "logprobs": {"content": [{"token": "see"}]}, "finish_reason": "tool_calls", "vendor": [1]}],
          "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5, "later": {}}
        }
        """;

    [Fact]
    [Trait("Spec", "I-35")]
    [Trait("Spec", "H10")]
    public void An_untouched_body_must_leave_byte_for_byte()
    {
        var sent = Chats.BodyThrough(Body);

        sent.Text.ShouldBe(Body);
        sent.Repairs.Total.ShouldBe(0);
        ChatGrammar.CheckBody(sent.Bytes).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "I-51")]
    public void A_body_must_be_told_as_the_stream_of_the_same_answer()
    {
        var stream = Chats.Role
            + Chats.Delta("\"reasoning_content\":\"hm\"")
            + Chats.Text("see \\u00e9\\ud83c")
            + Chats.Call(0, "call_a", "Bash", "{\\\"a\\\":1}")
            + Chats.Finish("tool_calls")
            + Chats.Chunk("", ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}")
            + Chats.Done;

        var told = Chats.DecodeBody(Body).Where(next => next is not BlockCompleted).Select(Naked);

        told.ShouldBe(Chats.Decode(stream).Where(next => next is not (BlockCompleted or ResponseStarted)).Select(Naked).Prepend(new ResponseStarted("chatcmpl-9", "m")));
    }

    [Fact]
    [Trait("Spec", "C9")]
    public void A_changed_text_must_stand_in_the_original_body_without_what_repeats_it()
    {
        var events = Chats.DecodeBody(Body).Select(next => next is BlockDelta { Kind: DeltaKind.Text } delta && delta.Text.StartsWith('s') ? delta with { Text = "gone" } : next);

        var sent = Chats.EmitBody(events);

        sent.Text.ShouldContain("\"content\":\"gone\"");
        sent.Text.ShouldContain("\"x_big\":12345678901234567890");
        sent.Text.ShouldContain("\"extra_content\":{\"s\": 1e-7}");
        sent.Text.ShouldContain("\"vendor\":[1]");
        sent.Text.ShouldContain("\"annotations\":[]");
        sent.Text.ShouldContain("\"later\": {}");
        sent.Text.ShouldNotContain("logprobs");
        sent.Text.ShouldNotContain("see");
        ChatGrammar.CheckBody(sent.Bytes).ShouldBeEmpty();
        sent.Repairs.Total.ShouldBe(0);
    }

    [Fact]
    [Trait("Spec", "C5")]
    public void A_tool_call_taken_out_of_a_body_must_take_its_stop_reason_along()
    {
        var events = Chats.DecodeBody(Body);
        var call = events.OfType<BlockStarted>().Single(block => block.Kind == BlockKind.ToolCall).Block;

        var sent = Chats.EmitBody(events.Where(next => !IsOf(next, call)));

        sent.Text.ShouldNotContain("call_a");
        sent.Text.ShouldContain("\"finish_reason\":\"stop\"");
        sent.Repairs[Repair.CorrectedStop].ShouldBe(1);
        ChatGrammar.CheckBody(sent.Bytes).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "C3")]
    [Trait("Spec", "C4")]
    public void A_body_with_faults_must_be_mended()
    {
        var sent = Chats.BodyThrough("""{"id":"x","choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"f","arguments":"{"}}]}}]}""");

        ChatGrammar.CheckBody(sent.Bytes).ShouldBeEmpty();
        sent.Text.ShouldContain("\"arguments\":\"{\"");
        sent.Repairs[Repair.MissingStop].ShouldBe(1);
        sent.Repairs[Repair.BrokenToolCall].ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("{\"choices\":[]}")]
    [Trait("Spec", "I-32")]
    public void What_is_no_answer_must_be_malformed(string body) =>
        Should.Throw<MalformedResponseException>(() => Chats.DecodeBody(body));

    [Fact]
    [Trait("Spec", "C7")]
    public void An_error_in_a_body_must_be_told_and_leave_as_it_came()
    {
        const string error = """{"error": {"message": "No", "code": "model_not_found"}}""";

        Chats.DecodeBody(error).Single().ShouldBeOfType<ResponseFailed>().Error.Code.ShouldBe("model_not_found");
        Chats.BodyThrough(error).Text.ShouldBe(error);
    }

    [Fact]
    public void A_body_that_failed_before_its_end_must_not_be_written()
    {
        var sent = Chats.EmitBody(Chats.DecodeBody(Body).SkipLast(1));
        var output = new System.Buffers.ArrayBufferWriter<byte>();

        sent.Emitter.Fail(new(ErrorKind.Upstream, "It broke off."), output);

        (sent.Text, output.WrittenCount, sent.Emitter.HasStarted, sent.Emitter.HasEnded).ShouldBe(("", 0, false, true));
    }

    static bool IsOf(ResponseEvent next, BlockId block) => next switch
    {
        BlockStarted x => x.Block == block,
        BlockDelta x => x.Block == block,
        BlockCompleted x => x.Block == block,
        _ => false,
    };

    static ResponseEvent Naked(ResponseEvent next) =>
        next is BlockDelta delta ? delta with { Text = delta.Text, Origin = null } : next with { Origin = null };
}
