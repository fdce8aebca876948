using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;

namespace LuthienProxy.Protocol.Tests.Responses;

public sealed class ResponsesFailureSpec
{
    const string Error = """{"type":"error","sequence_number":#,"error":{"type":"server_error","code":"server_error","message":"Boom.","param":null}}""";
    const string Failed = """{"type":"response.failed","sequence_number":#,"response":{"id":"resp_1","object":"response","model":"m","status":"failed","error":{"code":"server_error","message":"Boom."},"output":[],"usage":null}}""";
    const string Created = """{"type":"response.created","sequence_number":#,"response":{"id":"resp_1","object":"response","created_at":7,"model":"m","status":"in_progress","output":[]}}""";

    [Fact]
    [Trait("Spec", "R12")]
    public void An_error_and_the_failure_behind_it_must_both_reach_the_client()
    {
        var stream = Transcripts.Frame($"{Created}\n{Error}\n{Failed}");
        var events = ResponsesWire.Decode(stream);
        ResponsesWire.Emit(ResponsesWire.Emitter(), events).ShouldBe(stream);
        events[^1].ShouldBeOfType<ResponseFailed>().Error.Message.ShouldBe("Boom.");
        stream.ShouldBeLegal();
    }

    [Fact]
    [Trait("Spec", "R12"), Trait("Spec", "I-33")]
    public void An_error_with_nothing_behind_it_must_be_completed_with_the_upstreams_own_words()
    {
        var emitter = ResponsesWire.Emitter();
        var written = ResponsesWire.Emit(emitter, ResponsesWire.Decode(Transcripts.Frame($"{Created}\n{Error}")))
            + ResponsesWire.Write(output => emitter.Fail(new(ErrorKind.Upstream, "The upstream ended."), output));
        written.ShouldBeLegal();
        written.ShouldContain("\"status\":\"failed\",\"model\":\"m\",\"output\":[]");
        written.ShouldContain("\"error\":{\"code\":\"server_error\",\"message\":\"Boom.\"}");
        emitter.HasEnded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ErrorKind.Blocked, "content_policy_violation")]
    [InlineData(ErrorKind.Upstream, "server_error")]
    [InlineData(ErrorKind.Timeout, "server_error")]
    [InlineData(ErrorKind.Unavailable, "server_error")]
    [InlineData(ErrorKind.RateLimited, "rate_limit_exceeded")]
    [Trait("Spec", "R12"), Trait("Spec", "I-33")]
    public void A_failure_in_mid_stream_must_be_told_flat_nested_and_as_a_failed_response(ErrorKind kind, string code)
    {
        var emitter = ResponsesWire.Emitter();
        var written = ResponsesWire.Emit(emitter, ResponsesWire.Decode(Transcripts.Agent).Take(30))
            + ResponsesWire.Write(output => emitter.Fail(new(kind, "It ended."), output));
        written.ShouldBeLegal();
        written.ShouldContain($"\"code\":\"{code}\",\"message\":\"It ended.\",\"param\":null,\"error\":{{\"type\":");
        written.ShouldContain("event: response.failed\n");
        written.ShouldContain("\"output\":[{\"id\":\"rs_1\"");
        emitter.HasEnded.ShouldBeTrue();
    }

    [Fact]
    [Trait("Spec", "I-32"), Trait("Spec", "I-34")]
    public void A_failure_before_the_start_must_write_nothing()
    {
        var emitter = ResponsesWire.Emitter();
        ResponsesWire.Write(output => emitter.Fail(new(ErrorKind.Upstream, "It ended."), output)).ShouldBeEmpty();
        emitter.HasStarted.ShouldBeFalse();
        emitter.HasEnded.ShouldBeTrue();
        ResponsesFormat.Instance.EncodeError(new(ErrorKind.Blocked, "No.")).Status.ShouldBe(400);
    }

    [Fact]
    [Trait("Spec", "R6")]
    public void A_failed_response_must_not_tell_of_what_a_policy_took()
    {
        var failed = Failed.Replace("\"output\":[]", "\"output\":[{\"id\":\"fc_1\",\"type\":\"function_call\",\"arguments\":\"{}\",\"call_id\":\"c\",\"name\":\"secret_tool\"}]");
        ResponsesWire.Emit(ResponsesWire.Emitter(), ResponsesWire.Decode(Transcripts.Frame($"{Created}\n{failed}"))).ShouldNotContain("secret_tool");
    }

    [Fact]
    [Trait("Spec", "R10"), Trait("Spec", "I-30")]
    public void A_keep_alive_must_be_numbered_and_later_frames_renumbered()
    {
        var emitter = ResponsesWire.Emitter();
        var events = ResponsesWire.Decode(Transcripts.Text);
        var written = ResponsesWire.Emit(emitter, events.Take(5))
            + ResponsesWire.Write(output => emitter.KeepAlive(output).ShouldBeTrue())
            + ResponsesWire.Emit(emitter, events.Skip(5));
        written.ShouldBeLegal();
        written.ShouldContain("event: keepalive\ndata: {\"type\":\"keepalive\",\"sequence_number\":5}\n\n");
        emitter.Repairs.Total.ShouldBe(0);
    }

    [Fact]
    [Trait("Spec", "I-30")]
    public void A_keep_alive_before_the_start_must_be_a_comment()
    {
        var emitter = ResponsesWire.Emitter();
        ResponsesWire.Write(output => emitter.KeepAlive(output)).ShouldBe(": keepalive\n\n");
        ResponsesWire.Emit(emitter, ResponsesWire.Decode(Transcripts.Text)).ShouldBe(Transcripts.Text);
    }
}
