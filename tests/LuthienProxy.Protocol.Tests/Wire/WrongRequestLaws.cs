using System.Text;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Tests.Arbitrary;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Wire;

/// <summary>Whatever one member of a client's request is, or is not: it is read, or refused with the field's name, and what is searched for in it is found.</summary>
public sealed class WrongRequestLaws
{
    const string Chat = """
        {"model":"m","stream":false,"stop":["a"],"max_tokens":1,"temperature":0.5,"tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{}}},{"type":"custom","custom":{"name":"g"}}],"response_format":{"type":"json_schema","json_schema":{"schema":{"type":"object","properties":{"title":{"type":"string"}}}}},
         "messages":[{"role":"system","content":"S"},{"role":"user","content":[{"type":"text","text":"T"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}},{"type":"file","file":{"filename":"F"}},{"type":"input_file","filename":"G"},{"type":"refusal","refusal":"N"}]},
          {"role":"assistant","content":null,"reasoning_content":"R","refusal":"N","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},{"id":"c2","type":"custom","custom":{"name":"g","input":"x"}}],"function_call":{"name":"h","arguments":"{ no"}},
          {"role":"tool","tool_call_id":"c1","content":"out"}]}
        """;

    const string Messages = """
        {"model":"m","stream":false,"system":[{"type":"text","text":"S"}],"stop_sequences":["a"],"max_tokens":1,"tools":[{"name":"f","description":"d","input_schema":{}},{"type":"web_search_20250305","name":"web_search"}],"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"title":{"type":"string"}}}}},
         "messages":[{"role":"user","content":[{"type":"text","text":"T"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA"}},{"type":"document","title":"D","context":"C","source":{"type":"text","data":"X"}},{"type":"document","source":{"type":"content","content":[{"type":"text","text":"Y"}]}}]},
          {"role":"assistant","content":[{"type":"thinking","thinking":"R","signature":"s"},{"type":"tool_use","id":"t","name":"f","input":{"a":1}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","is_error":true,"content":[{"type":"text","text":"out"}]},{"type":"web_search_tool_result","content":[{"type":"web_search_result","title":"W"}]}]}]}
        """;

    const string Responses = """
        {"model":"m","stream":false,"instructions":"S","max_output_tokens":1,"tools":[{"type":"function","name":"f","description":"d","parameters":{}},{"type":"custom","name":"g"}],"text":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"title":{"type":"string"}}}}},
         "input":[{"role":"user","content":[{"type":"input_text","text":"T"},{"type":"input_image","image_url":"data:image/png;base64,AA"},{"type":"input_file","filename":"F"},{"type":"refusal","refusal":"N"}]},
          {"type":"reasoning","summary":[{"type":"summary_text","text":"R"}],"content":[{"type":"reasoning_text","text":"Q"}],"encrypted_content":"x"},{"type":"function_call","call_id":"c","name":"f","arguments":"{\"a\":1}"},{"type":"function_call_output","call_id":"c","output":"out"},
          {"type":"custom_tool_call","call_id":"d","name":"g","input":"x"},{"type":"mcp_approval_request","id":"m","name":"n","arguments":"{}"},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"O"}]}]}
        """;

    public static TheoryData<string, string> Formats => new() { { "openai-chat", Chat }, { "anthropic-messages", Messages }, { "openai-responses", Responses } };

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("Spec", "H13")]
    public void A_request_with_one_wrong_member_must_be_read_or_refused_by_the_fields_name(string name, string request)
    {
        var format = Format(name);
        var unnamed = WrongMembers.Of(request).Select(wrong => Refusal(format, wrong)).Where(refusal => refusal is { Error.Param: null } or { Error.Message: "" }).ToList();
        unnamed.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_texts_of_a_request_with_one_wrong_member_must_be_found_and_it_must_be_stored_and_read_back(string name, string request)
    {
        Format(name).Name.ShouldBe(name);
        WrongMembers.Of(request).ShouldAllBe(wrong => IsReadBack(Encoding.UTF8.GetBytes(wrong)));
    }

    static bool IsReadBack(byte[] body)
    {
        var split = BodySplitter.Split(body);
        var texts = split.Items.Sum(item => ItemTexts.Read(item.Json).Pieces.Count);
        return texts >= 0 && BodyAssembler.Assemble(split.Envelope, body.Length, Journal.Content.SplitParts.Of(split)) is { } whole && whole.Span.SequenceEqual(body);
    }

    static RequestRejectedException? Refusal(IWireFormat format, string body)
    {
        try
        {
            var prompt = format.DecodeRequest(Encoding.UTF8.GetBytes(body), new()).Prompt;
            prompt.Messages.ShouldAllBe(message => message.Content.Count >= 0);
            return null;
        }
        catch (RequestRejectedException refusal)
        {
            return refusal;
        }
    }

    static IWireFormat Format(string name) => ((IWireFormat[])[ChatFormat.Instance, AnthropicFormat.Instance, ResponsesFormat.Instance]).Single(format => format.Name == name);
}
