using System.Text;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Chat;

public sealed class ChatRequestSpec
{
    [Fact]
    [Trait("Spec", "H13")]
    public void The_head_must_be_read()
    {
        var request = Chats.Request("""{"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[{},{}],"tools":[{}]}""");

        (request.Model, request.Stream, request.IncludeUsage, request.MessageCount, request.ToolCount).ShouldBe(("m", true, true, 2, 1));
        request.Format.Name.ShouldBe("openai-chat");
    }

    [Theory]
    [InlineData("""{"messages":[]}""", "model")]
    [InlineData("""{"model":"m"}""", "messages")]
    [InlineData("""{"model":"m","messages":"hi"}""", "messages")]
    [InlineData("""{"model":"m","messages":[],"stream":"yes"}""", "stream")]
    public void A_wrong_field_must_be_named(string body, string field)
    {
        var rejected = Should.Throw<RequestRejectedException>(() => Chats.Request(body));

        (rejected.Error.Kind, rejected.Error.Param).ShouldBe((ErrorKind.InvalidRequest, field));
    }

    [Fact]
    [Trait("Spec", "I-41")]
    public void The_prompt_must_hold_every_kind_of_content()
    {
        var prompt = Chats.Request("""
            {"model":"m","stop":["a"],"max_completion_tokens":5,"tool_choice":"auto","tools":[{"type":"function","function":{"name":"f","description":"d"}},{"type":"custom","custom":{"name":"g"}},{"type":"new"}],
             "messages":[{"role":"system","content":"S"},{"role":"user","content":[{"type":"text","text":"T"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}},{"type":"file","file":{"filename":"F"}},{"type":"input_audio"}]},
              {"role":"assistant","content":null,"reasoning_content":"R","refusal":"N","tool_calls":[{"id":"c1","function":{"name":"f","arguments":"{"}},{"id":"c2","custom":{"name":"g","input":"\ud83c"}}]},
              {"role":"tool","tool_call_id":"c1","content":"out"}, 5]}
            """).Prompt;

        prompt.Messages.Select(message => message.Role).ShouldBe(["system", "user", "assistant", "tool", ""]);
        prompt.Messages[1].Content.Select(part => part.GetType().Name).ShouldBe(["Text", "Image", "Document", "Opaque"]);
        prompt.Messages[1].Content[1].ShouldBeOfType<ContentPart.Image>().MediaType.ShouldBe("image/png");
        prompt.Messages[2].Content.Select(part => part.GetType().Name).ShouldBe(["Thinking", "Refusal", "ToolCall", "ToolCall"]);
        prompt.Messages[2].Content[3].ShouldBeOfType<ContentPart.ToolCall>().Arguments.ShouldBe("\ud83c");
        prompt.Messages[3].Content.Single().ShouldBeOfType<ContentPart.ToolResult>().CallId.ShouldBe("c1");
        prompt.Tools.Select(tool => (tool.Name, tool.Kind)).ShouldBe([("f", "function"), ("g", "custom"), ("new", "new")]);
        (prompt.Settings.MaxOutputTokens, prompt.Settings.StopSequences.Single()).ShouldBe((5L, "a"));
    }

    [Theory]
    [InlineData(ErrorKind.InvalidRequest, 400, "invalid_request_error")]
    [InlineData(ErrorKind.Blocked, 400, "invalid_request_error")]
    [InlineData(ErrorKind.Authentication, 401, "invalid_request_error")]
    [InlineData(ErrorKind.RateLimited, 429, "requests")]
    [InlineData(ErrorKind.Upstream, 502, "server_error")]
    [InlineData(ErrorKind.Overloaded, 503, "server_error")]
    [InlineData(ErrorKind.Timeout, 504, "server_error")]
    [Trait("Spec", "H14")]
    public void An_error_must_have_its_status_and_envelope(ErrorKind kind, int status, string type)
    {
        var error = ChatFormat.Instance.EncodeError(new(kind, "Say \"why\"") { Param = "p", Code = "c" });

        error.Status.ShouldBe(status);
        Encoding.UTF8.GetString(error.Body.Span).ShouldBe($$$"""{"error":{"message":"Say \"why\"","type":"{{{type}}}","param":"p","code":"c"}}""");
    }
}
