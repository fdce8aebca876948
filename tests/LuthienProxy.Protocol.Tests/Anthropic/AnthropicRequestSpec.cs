using System.Text;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Tests.Arbitrary;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Anthropic;

public sealed class AnthropicRequestSpec
{
    const string Full = """
        {"model":"claude-opus-4-5","max_tokens":32000,"stream":true,"temperature":1,"top_p":0.5,"stop_sequences":["END"],
         "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2"},{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],
         "messages":[
          {"role":"user","content":"hi"},
          {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"c2ln"},{"type":"redacted_thinking","data":"ZGF0YQ"},
            {"type":"text","text":"Looking \ud83c"},{"type":"tool_use","id":"toolu_1","name":"Read","input":{"n":12345678901234567890}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","is_error":true,"content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA"}}]},
            {"type":"document","title":"T","source":{"type":"base64","media_type":"application/pdf","data":"AA"}},
            {"type":"image","source":{"type":"url","url":"https://e.example/i.png"}},{"type":"tool_result","tool_use_id":"toolu_2","content":"ok"},{"type":"search_result","x":1}]},
          {"role":"system","content":"Mid-conversation."}],
         "tools":[{"name":"Read","description":"Reads.","input_schema":{"type":"object"}},{"type":"web_search_20250305","name":"web_search"}],
         "tool_choice":{"type":"auto"},"thinking":{"type":"adaptive"},"metadata":{"user_id":"u_1"},
         "output_config":{"effort":"high","format":{"type":"json_schema"}},"context_management":{"edits":[]}}
        """;

    [Fact]
    [Trait("Spec", "H13")]
    [Trait("Spec", "H10")]
    public void The_head_must_be_read_and_the_body_kept()
    {
        var request = Decode(Full);
        (request.Model, request.Stream, request.MessageCount, request.ToolCount).ShouldBe(("claude-opus-4-5", true, 4, 2));
        Encoding.UTF8.GetString(request.Raw.Span).ShouldBe(Full);
    }

    [Fact]
    [Trait("Spec", "H5")]
    public void The_prompt_must_hold_every_kind_of_content_in_its_place()
    {
        var prompt = Decode(Full).Prompt;
        prompt.System.OfType<ContentPart.Text>().Select(text => text.Value).ShouldBe(["x-anthropic-billing-header: cc_version=2", "Be brief."]);
        prompt.Messages.Select(message => message.Role).ShouldBe(["user", "assistant", "user", "system"]);
        prompt.Messages[0].Content.Single().ShouldBeOfType<ContentPart.Text>().Value.ShouldBe("hi");
        prompt.Messages[1].Content.Select(part => part.GetType().Name).ShouldBe(["Thinking", "Thinking", "Text", "ToolCall"]);
        prompt.Messages[1].Content[2].ShouldBeOfType<ContentPart.Text>().Value.ShouldBe("Looking \ud83c");
        var call = prompt.Messages[1].Content[3].ShouldBeOfType<ContentPart.ToolCall>();
        (call.Id, call.Name, call.Arguments).ShouldBe(("toolu_1", "Read", """{"n":12345678901234567890}"""));
        prompt.Messages[2].Content.Select(part => part.GetType().Name).ShouldBe(["ToolResult", "Document", "Image", "ToolResult", "Opaque"]);
        var result = prompt.Messages[2].Content[0].ShouldBeOfType<ContentPart.ToolResult>();
        result.IsError.ShouldBeTrue();
        result.Content.Single().ShouldBeOfType<ContentPart.Image>().MediaType.ShouldBe("image/png");
        prompt.Messages[2].Content[2].ShouldBeOfType<ContentPart.Image>().Url.ShouldBe("https://e.example/i.png");
    }

    [Fact]
    public void Tools_and_settings_must_be_read()
    {
        var prompt = Decode(Full).Prompt;
        prompt.Tools.Select(tool => (tool.Name, tool.Kind)).ShouldBe([("Read", "custom"), ("web_search", "web_search_20250305")]);
        var settings = prompt.Settings;
        (settings.MaxOutputTokens, settings.Temperature, settings.TopP).ShouldBe((32000, 1, 0.5));
        (settings.ReasoningEffort, settings.User).ShouldBe(("high", "u_1"));
        settings.StopSequences.ShouldBe(["END"]);
        settings.Reasoning.ShouldNotBeNull();
        settings.ToolChoice.ShouldNotBeNull();
        settings.OutputFormat.ShouldNotBeNull();
    }

    [Fact]
    public void A_request_to_count_tokens_must_be_taken_without_limit_or_stream() =>
        Decode("""{"model":"m","messages":[{"role":"user","content":"hi"}]}""").Stream.ShouldBeFalse();

    [Theory]
    [InlineData("""{"model":"m"}""", "messages")]
    [InlineData("""{"model":"m","messages":"hi"}""", "messages")]
    [InlineData("""{"model":"m","messages":null}""", "messages")]
    [InlineData("""{"messages":[]}""", "model")]
    [InlineData("""{"model":"","messages":[]}""", "model")]
    [InlineData("""{"model":"m","messages":[],"stream":"yes"}""", "stream")]
    [InlineData("[]", null)]
    [InlineData("hi", null)]
    public void What_is_no_request_must_be_refused_by_its_field(string body, string? field)
    {
        var error = Should.Throw<RequestRejectedException>(() => Decode(body)).Error;
        (error.Kind, error.Param).ShouldBe((ErrorKind.InvalidRequest, field));
    }

    [Theory]
    [Trait("Spec", "H10")]
    [InlineData("""{"model":"m","messages":[1,null,"x",{},{"role":7,"content":{"a":1}},{"role":"user","content":[null,5,{"type":[]},{"type":"tool_use","input":"raw"}]}],"tools":[null,{}],"system":{},"metadata":"x","output_config":[],"max_tokens":1e400}""")]
    [InlineData("""{"model":"m","messages":[{"role":"\ud83c","role":"user","content":[{"type":"\udf0d","\ud83c":1}]}],"stop_sequences":[1,"\ud83c"]}""")]
    public void Odd_shapes_must_never_throw(string body) => Decode(body).Prompt.Messages.ShouldNotBeEmpty();

    [Fact]
    [Trait("Spec", "H10")]
    public void Deep_tool_inputs_must_be_read() =>
        Decode($$"""{"model":"m","messages":[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"b","input":{{Jsons.Nested(300)}}}]}]}""")
            .Prompt.Messages.Single().Content.Single().ShouldBeOfType<ContentPart.ToolCall>().Arguments.ShouldBe(Jsons.Nested(300));

    static ConversationRequest Decode(string body) => AnthropicFormat.Instance.DecodeRequest(Encoding.UTF8.GetBytes(body), new());
}
