using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Journal.Content;

public sealed class ItemTextsSpec
{
    [Theory]
    [InlineData("""{"role":"user","content":"hi"}""", "Words:hi")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"a"},{"type":"image","source":{"data":"AAAA"}},{"type":"text","text":"b"}]}""", "Words:a|Words:b")]
    [InlineData("""{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"S"},{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"ls -l"}}]}""", "Thinking:hm|ToolCall:Bash|ToolCall:ls -l")]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"out"}]}]}""", "ToolResult:out")]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","content":"out"},{"type":"document","title":"T","source":{"type":"text","data":"D"}}]}""", "ToolResult:out|Words:T|Words:D")]
    [InlineData("""{"role":"assistant","content":[{"type":"web_search_tool_result","content":[{"type":"web_search_result","title":"T","url":"u"}]}]}""", "ToolResult:web_search_result|ToolResult:T|ToolResult:u")]
    public void Anthropic_s_messages_must_be_read(string item, string texts) => Read(item, texts);

    [Theory]
    [InlineData("""{"role":"system","content":"be brief"}""", "Words:be brief")]
    [InlineData("""{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\"q\":\"a\\nb\"}"}}]}""", "ToolCall:f|ToolCall:a\nb")]
    [InlineData("""{"role":"assistant","refusal":"no","content":""}""", "Words:no")]
    [InlineData("""{"role":"assistant","content":null,"tool_calls":[{"type":"custom","custom":{"name":"f","input":"free text"}}]}""", "ToolCall:f|ToolCall:free text")]
    [InlineData("""{"role":"tool","tool_call_id":"c","content":"42"}""", "ToolResult:42")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:"}},{"type":"text","text":"what"}]}""", "Words:what")]
    public void Chat_s_messages_must_be_read(string item, string texts) => Read(item, texts);

    [Theory]
    [InlineData("""{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}""", "Words:hi")]
    [InlineData("""{"type":"function_call","id":"fc_1","call_id":"c","name":"f","arguments":"{\"a\":[\"x\",{\"b\":\"y\"}]}"}""", "ToolCall:f|ToolCall:x|ToolCall:y")]
    [InlineData("""{"type":"function_call_output","call_id":"c","output":"done"}""", "ToolResult:done")]
    [InlineData("""{"type":"custom_tool_call_output","call_id":"c","output":[{"type":"input_text","text":"done"}]}""", "ToolResult:done")]
    [InlineData("""{"type":"reasoning","summary":[{"type":"summary_text","text":"hm"}],"content":null,"encrypted_content":"AAAA"}""", "Thinking:hm")]
    [InlineData("""{"type":"local_shell_call","call_id":"c","action":{"command":["ls","-l"]},"status":"completed"}""", "ToolCall:ls|ToolCall:-l")]
    [InlineData("""{"type":"item_reference","id":"msg_1"}""", "")]
    public void Responses_items_must_be_read(string item, string texts) => Read(item, texts);

    [Theory]
    [Trait("Spec", "002-35")]
    [InlineData("""{"type":"brain_scan","waves":["deep words"]}""", "brain_scan")]
    [InlineData("""{"role":"user","content":[{"type":"hologram","beam":{"says":"deep words"}}]}""", "hologram")]
    [InlineData("""{"role":"user","content":{"odd":"deep words"}}""", "content")]
    [InlineData("""{"role":"user","content":[{"type":"\r\nlog","says":"deep words"}]}""", "?")]
    public void What_is_not_known_must_be_told_and_read_nevertheless(string item, string shape)
    {
        var reading = ItemTexts.Read(Encoding.UTF8.GetBytes(item));

        reading.UnknownShape.ShouldBe(shape);
        reading.Pieces.ShouldContain(new TextPiece(TextKind.Words, "deep words"));
    }

    [Theory]
    [InlineData("""{"role":"assistant","content":"x"}""", true)]
    [InlineData("""{"type":"function_call","name":"f"}""", true)]
    [InlineData("""{"type":"reasoning"}""", true)]
    [InlineData("""{"role":"user","content":"x"}""", false)]
    [InlineData("""{"type":"function_call_output","output":"x"}""", false)]
    public void What_a_model_gave_must_be_told(string item, bool isAnswer) => ItemTexts.Read(Encoding.UTF8.GetBytes(item)).IsAnswer.ShouldBe(isAnswer);

    [Fact]
    public void No_json_may_make_it_throw() =>
        Prop.ForAll(Jsons.Objects().ToArbitrary(), json => ItemTexts.Read(Encoding.UTF8.GetBytes(json)) is not null && ItemTexts.ReadContent(Encoding.UTF8.GetBytes(json)) is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    static void Read(string item, string texts)
    {
        var reading = ItemTexts.Read(Encoding.UTF8.GetBytes(item));
        string.Join('|', reading.Pieces.Select(piece => $"{piece.Kind}:{piece.Text}")).ShouldBe(texts);
        reading.UnknownShape.ShouldBeNull();
    }
}
