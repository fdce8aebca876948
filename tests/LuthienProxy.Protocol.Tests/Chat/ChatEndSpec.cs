using System.Buffers;
using System.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Chat;

public sealed class ChatEndSpec
{
    static readonly GatewayError Broken = new(ErrorKind.Upstream, "It broke off.");

    [Fact]
    [Trait("Spec", "C7")]
    [Trait("Spec", "I-33")]
    [Trait("Spec", "H7")]
    public void A_stream_that_breaks_off_must_end_with_an_error_and_no_terminator()
    {
        var sent = Chats.Through(Chats.Role + Chats.Text("Hi"));
        var text = sent.Text + After(sent, (emitter, output) => emitter.Fail(Broken, output));

        text.ShouldEndWith("data: {\"error\":{\"message\":\"It broke off.\",\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_error\"}}\n\n");
        text.ShouldNotContain("finish_reason\":\"");
        Fixtures.Grammar.ChatGrammar.CheckStream(Encoding.UTF8.GetBytes(text)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "I-34")]
    public void A_failure_before_the_first_chunk_must_leave_the_status_free()
    {
        var sent = Chats.Emit([]);

        After(sent, (emitter, output) => emitter.Fail(Broken, output)).ShouldBe("");
        (sent.Emitter.HasStarted, sent.Emitter.HasEnded).ShouldBe((false, true));
    }

    [Fact]
    [Trait("Spec", "I-32")]
    public void A_terminator_without_an_answer_must_become_an_error()
    {
        var sent = Chats.Through(Chats.Done).ShouldBeLegal();

        sent.Text.ShouldContain("\"error\":");
        sent.Text.ShouldNotContain("[DONE]");
    }

    [Fact]
    [Trait("Spec", "I-07")]
    public void What_follows_the_terminator_must_be_dropped_and_counted()
    {
        var whole = Chats.Role + Chats.Finish("stop") + Chats.Done;
        var sent = Chats.Through(whole + Chats.Done + Chats.Text("x"));

        sent.Text.ShouldBe(whole);
        sent.Repairs[Repair.AfterEnd].ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("data: {\"id\":\n\n")]
    [InlineData("data: [1]\n\n")]
    [InlineData("data: null\n\n")]
    [InlineData("data: {} {}\n\n")]
    [Trait("Spec", "I-33")]
    public void What_cannot_be_read_must_end_the_answer_with_an_error(string frame)
    {
        var sent = Chats.Through(Chats.Role + frame + Chats.Text("late") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldContain("upstream_malformed");
        sent.Text.ShouldNotContain("late");
    }

    [Fact]
    [Trait("Spec", "C7")]
    public void An_error_chunk_must_be_told_with_its_message_and_code()
    {
        var error = Chats.Decode(ChatTranscripts.ProviderError).OfType<ResponseFailed>().Single().Error;

        (error.Message, error.Code, error.Kind).ShouldBe(("Overloaded", "503", ErrorKind.Upstream));
    }

    [Fact]
    [Trait("Spec", "I-30")]
    public void A_keep_alive_must_be_an_empty_delta_of_the_answer()
    {
        var sent = Chats.Through(Chats.Role + Chats.Text("Hi"));

        After(sent, (emitter, output) => emitter.KeepAlive(output).ShouldBeTrue()).ShouldBe(Chats.Delta(""));
    }

    [Fact]
    [Trait("Spec", "I-30")]
    public void A_keep_alive_before_the_answer_must_be_a_comment_and_after_it_nothing()
    {
        After(Chats.Emit([]), (emitter, output) => emitter.KeepAlive(output).ShouldBeTrue()).ShouldStartWith(":");
        After(Chats.Through(ChatTranscripts.Refusal), (emitter, output) => emitter.KeepAlive(output).ShouldBeFalse()).ShouldBe("");
    }

    [Fact]
    [Trait("Spec", "I-30")]
    public void An_upstream_comment_must_pass() => Chats.Through(": ping\n\n" + Chats.Role).Text.ShouldStartWith(": ping\n\n");

    static string After(Chats.Sent sent, Action<IResponseEmitter, IBufferWriter<byte>> act)
    {
        var output = new ArrayBufferWriter<byte>();
        act(sent.Emitter, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
