namespace LuthienProxy.Protocol.Tests.Responses;

/// <summary>Answers in the shapes that OpenAI documents; <c>#</c> stands for the next sequence number.</summary>
static class Transcripts
{
    const string Created = """
        {"type":"response.created","sequence_number":#,"response":{"id":"resp_68af","object":"response","created_at":1756315657,"status":"in_progress","model":"gpt-5-2026-01-01","output":[],"tools":[],"big":12345678901234567890,"tiny":1e-7,"usage":null}}
        {"type":"response.in_progress","sequence_number":#,"response":{"id":"resp_68af","object":"response","created_at":1756315657,"status":"in_progress","model":"gpt-5-2026-01-01","output":[],"usage":null}}
        """;

    const string TextItem = """
        {"id":"msg_1","type":"message","status":"completed","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"Hello, \ud83c\udf0d"}],"phase":"final_answer","role":"assistant"}
        """;

    const string CallItem = """
        {"id":"fc_1","type":"function_call","status":"completed","arguments":"{\"cmd\":\"ls\"}","call_id":"call_1","name":"shell"}
        """;

    const string ReasoningItem = """
        {"id":"rs_1","type":"reasoning","encrypted_content":"gAAAAABo+/==","summary":[{"type":"summary_text","text":"**Plan** look"},{"type":"summary_text","text":"then act"}]}
        """;

    const string CustomItem = """
        {"id":"ctc_1","type":"custom_tool_call","status":"completed","call_id":"call_2","input":"*** Begin Patch\n","name":"apply_patch"}
        """;

    const string SearchItem = """
        {"id":"ws_1","type":"web_search_call","status":"completed","action":{"type":"search","query":"weather"}}
        """;

    const string RefusalItem = """
        {"id":"msg_9","type":"message","status":"completed","content":[{"type":"refusal","refusal":"I cannot."}],"role":"assistant"}
        """;

    const string TextEvents = """
        {"type":"response.output_item.added","sequence_number":#,"output_index":@,"item":{"id":"msg_1","type":"message","status":"in_progress","content":[],"phase":"final_answer","role":"assistant"}}
        {"type":"response.content_part.added","sequence_number":#,"item_id":"msg_1","output_index":@,"content_index":0,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":""}}
        {"type":"response.output_text.delta","sequence_number":#,"item_id":"msg_1","output_index":@,"content_index":0,"delta":"Hello, ","logprobs":[{"token":"Hello"}],"obfuscation":"x7"}
        {"type":"response.output_text.delta","sequence_number":#,"item_id":"msg_1","output_index":@,"content_index":0,"delta":"\ud83c","logprobs":[]}
        {"type":"response.output_text.delta","sequence_number":#,"item_id":"msg_1","output_index":@,"content_index":0,"delta":"\udf0d","logprobs":[]}
        {"type":"response.output_text.done","sequence_number":#,"item_id":"msg_1","output_index":@,"content_index":0,"text":"Hello, \ud83c\udf0d","logprobs":[]}
        {"type":"response.content_part.done","sequence_number":#,"item_id":"msg_1","output_index":@,"content_index":0,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":"Hello, \ud83c\udf0d"}}
        """;

    const string CallEvents = """
        {"type":"response.output_item.added","sequence_number":#,"output_index":@,"item":{"id":"fc_1","type":"function_call","status":"in_progress","arguments":"","call_id":"call_1","name":"shell"}}
        {"type":"response.function_call_arguments.delta","sequence_number":#,"item_id":"fc_1","output_index":@,"delta":"{\"cmd\":","obfuscation":"aa"}
        {"type":"response.function_call_arguments.delta","sequence_number":#,"item_id":"fc_1","output_index":@,"delta":"\"ls\"}","obfuscation":"b"}
        {"type":"response.function_call_arguments.done","sequence_number":#,"item_id":"fc_1","output_index":@,"arguments":"{\"cmd\":\"ls\"}","name":"shell"}
        """;

    const string CustomEvents = """
        {"type":"response.output_item.added","sequence_number":#,"output_index":@,"item":{"id":"ctc_1","type":"custom_tool_call","status":"in_progress","call_id":"call_2","input":"","name":"apply_patch"}}
        {"type":"response.custom_tool_call_input.delta","sequence_number":#,"item_id":"ctc_1","output_index":@,"delta":"*** Begin"}
        {"type":"response.custom_tool_call_input.delta","sequence_number":#,"item_id":"ctc_1","output_index":@,"delta":" Patch\n"}
        {"type":"response.custom_tool_call_input.done","sequence_number":#,"item_id":"ctc_1","output_index":@,"input":"*** Begin Patch\n"}
        """;

    const string ReasoningEvents = """
        {"type":"response.output_item.added","sequence_number":#,"output_index":@,"item":{"id":"rs_1","type":"reasoning","encrypted_content":"gAAAAABo","summary":[]}}
        {"type":"response.reasoning_summary_part.added","sequence_number":#,"item_id":"rs_1","output_index":@,"summary_index":0,"part":{"type":"summary_text","text":""}}
        {"type":"response.reasoning_summary_text.delta","sequence_number":#,"item_id":"rs_1","output_index":@,"summary_index":0,"delta":"**Plan**","obfuscation":"q"}
        {"type":"response.reasoning_summary_text.delta","sequence_number":#,"item_id":"rs_1","output_index":@,"summary_index":0,"delta":" look"}
        {"type":"response.reasoning_summary_text.done","sequence_number":#,"item_id":"rs_1","output_index":@,"summary_index":0,"text":"**Plan** look"}
        {"type":"response.reasoning_summary_part.done","sequence_number":#,"item_id":"rs_1","output_index":@,"summary_index":0,"part":{"type":"summary_text","text":"**Plan** look"}}
        {"type":"response.reasoning_summary_part.added","sequence_number":#,"item_id":"rs_1","output_index":@,"summary_index":1,"part":{"type":"summary_text","text":""}}
        {"type":"response.reasoning_summary_text.delta","sequence_number":#,"item_id":"rs_1","output_index":@,"summary_index":1,"delta":"then act"}
        {"type":"response.reasoning_summary_text.done","sequence_number":#,"item_id":"rs_1","output_index":@,"summary_index":1,"text":"then act"}
        {"type":"response.reasoning_summary_part.done","sequence_number":#,"item_id":"rs_1","output_index":@,"summary_index":1,"part":{"type":"summary_text","text":"then act"}}
        """;

    const string SearchEvents = """
        {"type":"response.output_item.added","sequence_number":#,"output_index":@,"item":{"id":"ws_1","type":"web_search_call","status":"in_progress"}}
        {"type":"response.web_search_call.in_progress","sequence_number":#,"output_index":@,"item_id":"ws_1"}
        {"type":"response.web_search_call.searching","sequence_number":#,"output_index":@,"item_id":"ws_1"}
        {"type":"keepalive","sequence_number":#}
        {"type":"response.web_search_call.completed","sequence_number":#,"output_index":@,"item_id":"ws_1"}
        """;

    const string RefusalEvents = """
        {"type":"response.output_item.added","sequence_number":#,"output_index":@,"item":{"id":"msg_9","type":"message","status":"in_progress","content":[],"role":"assistant"}}
        {"type":"response.content_part.added","sequence_number":#,"item_id":"msg_9","output_index":@,"content_index":0,"part":{"type":"refusal","refusal":""}}
        {"type":"response.refusal.delta","sequence_number":#,"item_id":"msg_9","output_index":@,"content_index":0,"delta":"I "}
        {"type":"response.refusal.delta","sequence_number":#,"item_id":"msg_9","output_index":@,"content_index":0,"delta":"cannot."}
        {"type":"response.refusal.done","sequence_number":#,"item_id":"msg_9","output_index":@,"content_index":0,"refusal":"I cannot."}
        {"type":"response.content_part.done","sequence_number":#,"item_id":"msg_9","output_index":@,"content_index":0,"part":{"type":"refusal","refusal":"I cannot."}}
        """;

    /// <summary>Text alone.</summary>
    public static string Text { get; } = Stream((TextEvents, TextItem));

    /// <summary>Reasoning, a message with a comment to the user, two tool calls of both kinds.</summary>
    public static string Agent { get; } =
        Stream((ReasoningEvents, ReasoningItem), (TextEvents, TextItem), (CallEvents, CallItem), (CustomEvents, CustomItem));

    /// <summary>Reasoning that leads straight to a tool call.</summary>
    public static string ReasonedCall { get; } = Stream((ReasoningEvents, ReasoningItem), (CallEvents, CallItem));

    /// <summary>A server tool and a refusal.</summary>
    public static string SearchAndRefusal { get; } = Stream((SearchEvents, SearchItem), (RefusalEvents, RefusalItem));

    /// <summary>A server that sends whole items only: no deltas, no parts.</summary>
    public static string CopiesOnly { get; } = Stream(("", ReasoningItem), ("", TextItem), ("", CallItem), ("", SearchItem));

    /// <summary>A server that sends nothing but the start and the end.</summary>
    public static string EndOnly { get; } = Frame(
        $$"""
        {{Created}}
        {"type":"response.completed","sequence_number":#,"response":{{Response("completed", [ReasoningItem, TextItem, CallItem, CustomItem])}}}
        """);

    /// <summary>The legal streams, as xunit theory data.</summary>
    public static TheoryData<string> All { get; } = new(Text, Agent, ReasonedCall, SearchAndRefusal);

    /// <summary>The body of the same answer as <see cref="Agent"/>.</summary>
    public static string AgentBody { get; } = Response("completed", [ReasoningItem, TextItem, CallItem, CustomItem]);

    /// <summary>Every event on a line, numbered and framed.</summary>
    public static string Frame(string lines)
    {
        var sequence = 0;
        return string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            $"event: {line.Split('"')[3]}\ndata: {line.Replace("\"sequence_number\":#", $"\"sequence_number\":{sequence++}")}\n\n"));
    }

    static string Stream(params (string Events, string Item)[] items) => Frame(string.Join('\n',
    [
        Created,
        .. items.Select((item, index) =>
            $$"""
            {{item.Events}}
            {"type":"response.output_item.done","sequence_number":#,"output_index":@,"item":{{item.Item}}}
            """.Replace("\"output_index\":@", $"\"output_index\":{index}")),
        $$"""{"type":"response.completed","sequence_number":#,"response":{{Response("completed", [.. items.Select(item => item.Item)])}}}""",
    ]));

    static string Response(string status, string[] items) =>
        $$$"""{"id":"resp_68af","object":"response","created_at":1756315657,"status":"{{{status}}}","error":null,"incomplete_details":null,"model":"gpt-5-2026-01-01","output":[{{{string.Join(",", items)}}}],"usage":{"input_tokens":37,"input_tokens_details":{"cached_tokens":3},"output_tokens":11,"output_tokens_details":{"reasoning_tokens":5},"total_tokens":48},"x_unknown":{"a":[1e-7]}}""";
}
