using System.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Responses;

public sealed class ResponsesRequestSpec
{
    const string Codex = """
        {"model":"gpt-6","stream":true,"store":false,"include":["reasoning.encrypted_content"],"parallel_tool_calls":true,
         "reasoning":{"effort":"high","summary":"auto"},"text":{"verbosity":"low","format":{"type":"json_schema","name":"codex_output_schema"}},"tool_choice":"auto",
         "safety_identifier":"u-1","max_output_tokens":12345678901,"instructions":"Be brief.",
         "input":[
          {"type":"additional_tools","role":"developer","tools":[{"type":"namespace","name":"functions","tools":[{"type":"function","name":"shell","description":"Runs."},{"type":"custom","name":"exec"}]}]},
          {"type":"message","role":"developer","content":[{"type":"input_text","text":"Rules \ud83c"}]},
          {"role":"user","content":"Hi"},
          {"type":"message","role":"user","content":[{"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"original"},{"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="},{"type":"input_hologram"}]},
          {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Plan"}],"content":null,"encrypted_content":"gAAA"},
          {"type":"function_call","call_id":"call_1","name":"shell","arguments":"{}"},
          {"type":"function_call_output","call_id":"call_1","output":[{"type":"input_text","text":"ok"}]},
          {"type":"custom_tool_call","call_id":"call_2","name":"exec","input":"1+1"},
          {"type":"custom_tool_call_output","call_id":"call_2","output":"2"},
          {"type":"web_search_call","id":"ws_1"},
          7],
         "tools":[{"type":"web_search"}]}
        """;

    [Fact]
    [Trait("Spec", "H9"), Trait("Spec", "H13")]
    public void A_request_of_Codex_must_be_understood_in_all_of_its_parts()
    {
        var request = Decode(Codex);
        (request.Model, request.Stream, request.MessageCount, request.ToolCount).ShouldBe(("gpt-6", true, 11, 1));
        var prompt = request.Prompt;
        prompt.System.ShouldHaveSingleItem().ShouldBeOfType<ContentPart.Text>().Value.ShouldBe("Be brief.");
        prompt.Messages.Select(message => message.Role).ShouldBe(
            ["developer", "developer", "user", "user", "assistant", "assistant", "tool", "assistant", "tool", "assistant", "assistant"]);
        prompt.Messages.SelectMany(message => message.Content).Select(part => part.GetType().Name).ShouldBe(
            ["Opaque", "Text", "Text", "Image", "Document", "Opaque", "Thinking", "ToolCall", "ToolResult", "ToolCall", "ToolResult", "Opaque", "Opaque"]);
        prompt.Tools.Select(tool => (tool.Kind, tool.Name)).ShouldBe(
            [("web_search", "web_search"), ("namespace", "functions"), ("function", "shell"), ("custom", "exec")]);
        (prompt.Settings.ReasoningEffort, prompt.Settings.Verbosity, prompt.Settings.User, prompt.Settings.MaxOutputTokens).ShouldBe(("high", "low", "u-1", 12345678901));
        Encoding.UTF8.GetString(request.Raw.Span).ShouldBe(Codex);
    }

    [Fact]
    public void A_plain_string_must_be_one_user_message()
    {
        var message = Decode("""{"model":"m","input":"Hi"}""").Prompt.Messages.ShouldHaveSingleItem();
        message.Role.ShouldBe("user");
        message.Content.ShouldHaveSingleItem().ShouldBeOfType<ContentPart.Text>().Value.ShouldBe("Hi");
    }

    [Theory]
    [InlineData("""{"input":"Hi","prompt":{"id":"pmpt_1"}}""", "model")]
    [InlineData("""{"model":"m","input":{}}""", "input")]
    [InlineData("""{"model":"m","input":true}""", "input")]
    public void A_request_that_cannot_be_taken_must_be_refused_by_the_name_of_the_field(string body, string field)
    {
        var error = Should.Throw<RequestRejectedException>(() => Decode(body)).Error;
        (error.Kind, error.Param).ShouldBe((ErrorKind.InvalidRequest, field));
    }

    [Theory]
    [InlineData("""{"model":"m"}""")]
    [InlineData("""{"model":"m","input":[[],null,"x",{"type":5,"role":"user","content":7}],"reasoning":"x","text":[],"tools":[1,{"tools":[2]}],"instructions":{"a":1}}""")]
    [InlineData("""{"model":"m","input":[{"type":"function_call"},{"type":"function_call_output","output":{"type":"x"}},{"type":"message","role":"user"}]}""")]
    [Trait("Spec", "H10")]
    public void A_body_that_was_taken_must_always_give_a_prompt(string body) => Decode(body).Prompt.ShouldNotBeNull();

    static ConversationRequest Decode(string body) => ResponsesFormat.Instance.DecodeRequest(Encoding.UTF8.GetBytes(body), new RequestLimits());
}
