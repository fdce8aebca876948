using System.Text;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Responses;

public sealed class ResponsesBodySpec
{
    static readonly IReadOnlyList<ResponseEvent> Events = ResponsesFormat.Instance.DecodeBody(Encoding.UTF8.GetBytes(Transcripts.AgentBody));

    [Fact]
    [Trait("Spec", "I-35"), Trait("Spec", "H10")]
    public void A_body_nobody_touches_must_leave_as_it_came()
    {
        var emitter = ResponsesWire.BodyEmitter();
        ResponsesWire.Emit(emitter, Events).ShouldBe(Transcripts.AgentBody);
        emitter.Repairs.Total.ShouldBe(0);
    }

    [Fact]
    [Trait("Spec", "I-51")]
    public void A_body_must_give_the_events_of_its_stream()
    {
        ResponsesWire.Merged(Events).ShouldBe(ResponsesWire.Merged(ResponsesWire.Decode(Transcripts.Agent)));
    }

    [Fact]
    [Trait("Spec", "R6"), Trait("Spec", "R8")]
    public void A_body_without_its_tool_calls_must_be_rebuilt_from_what_is_left()
    {
        var kept = Events.Where(next => next is not (BlockStarted { Block.Value: > 1 } or BlockDelta { Block.Value: > 1 } or BlockCompleted { Block.Value: > 1 }));
        var written = ResponsesWire.Emit(ResponsesWire.BodyEmitter(), kept);
        ResponsesGrammar.CheckBody(Encoding.UTF8.GetBytes(written)).ShouldBeEmpty();
        written.ShouldNotContain("call_1");
        written.ShouldContain("\"phase\":\"final_answer\"");
        written.ShouldContain("\"x_unknown\":{\"a\":[1e-7]}");
        written.ShouldContain("\"total_tokens\":48");
    }

    [Fact]
    [Trait("Spec", "R6")]
    public void A_changed_text_must_stand_in_the_rebuilt_body()
    {
        var written = ResponsesWire.Emit(
            ResponsesWire.BodyEmitter(), Events.Select(next => next is BlockDelta { Text: "Hello, 🌍" } delta ? delta with { Text = "Bye" } : next));
        ResponsesGrammar.CheckBody(Encoding.UTF8.GetBytes(written)).ShouldBeEmpty();
        written.ShouldContain("\"text\":\"Bye\"");
        written.ShouldNotContain("Hello");
    }

    [Fact]
    public void A_failed_body_must_be_told_as_a_failure_and_leave_as_it_came()
    {
        const string body = """{"id":"resp_1","status":"failed","error":{"code":"server_error","message":"Boom."},"output":[]}""";
        var events = ResponsesFormat.Instance.DecodeBody(Encoding.UTF8.GetBytes(body));
        events[^1].ShouldBeOfType<ResponseFailed>().Error.Message.ShouldBe("Boom.");
        ResponsesWire.Emit(ResponsesWire.BodyEmitter(), events).ShouldBe(body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":")]
    [InlineData("{\"error\":{\"message\":\"x\"}}")]
    public void What_is_no_response_must_be_refused(string body) =>
        Should.Throw<MalformedResponseException>(() => ResponsesFormat.Instance.DecodeBody(Encoding.UTF8.GetBytes(body)));

    [Fact]
    [Trait("Spec", "I-34")]
    public void A_failure_before_the_body_must_write_nothing()
    {
        var emitter = ResponsesWire.BodyEmitter();
        ResponsesWire.Write(output => emitter.Fail(new(ErrorKind.Timeout, "Late."), output)).ShouldBeEmpty();
        emitter.HasStarted.ShouldBeFalse();
        emitter.KeepAlive(new System.Buffers.ArrayBufferWriter<byte>()).ShouldBeFalse();
    }
}
