using System.Text;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Anthropic;

public sealed class AnthropicBodySpec
{
    [Theory]
    [Trait("Spec", "A13")]
    [Trait("Spec", "H5")]
    [Trait("Spec", "H10")]
    [Trait("Spec", "I-35")]
    [MemberData(nameof(Bodies.All), MemberType = typeof(Bodies))]
    public void A_legal_body_must_leave_exactly_as_it_came(string body)
    {
        var sent = Relay.BodyThrough(body);
        sent.Text.ShouldBe(body);
        sent.Repairs.Total.ShouldBe(0);
        sent.Emitter.HasEnded.ShouldBeTrue();
    }

    [Fact]
    [Trait("Spec", "A14")]
    public void A_body_must_give_the_events_of_the_stream_of_the_same_answer()
    {
        var body = Relay.EmitBody(Relay.Decode(Transcripts.ParallelTools).Select(e => e with { })).Text;
        Story.Of(Relay.DecodeBody(body)).ShouldBe(Story.Of(Relay.Decode(Transcripts.ParallelTools)));
    }

    [Fact]
    [Trait("Spec", "A14")]
    [Trait("Spec", "H10")]
    public void A_changed_text_must_leave_everything_else_as_it_came()
    {
        var events = Relay.DecodeBody(Bodies.Tools).Select(e => e is BlockDelta { Kind: DeltaKind.Text, Block.Value: 2 } text ? text with { Text = "New \udf0d" } : e);
        var sent = Relay.EmitBody(events).Text;
        sent.ShouldContain("""{"type":"text","text":"New \udf0d","citations":null}""");
        sent.ShouldContain("""{"type": "tool_use", "id": "toolu_1", "name": "Bash", "input": {"command": "ls", "n": 12345678901234567890}, "caller": {"type": "direct"}}""");
        sent.ShouldContain("""{"type": "thinking", "thinking": "Hm.\n", "signature": "EqQBCg=="}""");
        sent.ShouldContain("""{"id": "c_1"}""");
        AnthropicGrammar.CheckBody(Encoding.UTF8.GetBytes(sent)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "I-25")]
    [Trait("Spec", "I-27")]
    public void A_body_without_its_tool_calls_must_end_the_turn()
    {
        var sent = Relay.EmitBody(Relay.DecodeBody(Bodies.Tools).Where(e => e is not (BlockStarted { Kind: BlockKind.ToolCall } or BlockDelta { Kind: DeltaKind.Arguments })));
        sent.Text.ShouldContain("\"stop_reason\":\"end_turn\"");
        sent.Text.ShouldNotContain("toolu_");
        AnthropicGrammar.CheckBody(sent.Bytes).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "I-36")]
    public void Arguments_that_are_no_JSON_must_be_kept_as_they_are()
    {
        var events = Relay.DecodeBody(Bodies.Tools).Select(e => e is BlockDelta { Kind: DeltaKind.Arguments } piece ? piece with { Text = "{\"a\":" } : e);
        Relay.EmitBody(events).Text.ShouldContain("""
            "input":"{\"a\":"
            """);
    }

    [Fact]
    public void Nothing_must_be_written_before_the_end_nor_when_the_answer_fails()
    {
        var sent = Relay.EmitBody(Relay.DecodeBody(Bodies.Tools).SkipLast(1));
        sent.Text.ShouldBeEmpty();
        sent.Emitter.Fail(new(ErrorKind.Timeout, "Too slow."), new System.Buffers.ArrayBufferWriter<byte>());
        sent.Emitter.HasStarted.ShouldBeFalse();
        sent.Emitter.HasEnded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[]")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"content":"text"}""")]
    public void What_is_no_message_must_be_refused(string body) =>
        Should.Throw<MalformedResponseException>(() => Relay.DecodeBody(body));
}
